"""What staff decide about the whole site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images import get_image_model_string
from wagtail.models import Site

from . import brand
from .brand import Against, Brand, Shortfall
from .checklist.answers import ChecklistAnswer
from .contrast import HEX, NotAColour
from .neutral_names import SensitiveWord

__all__ = ["ChecklistAnswer", "SensitiveWord", "SiteLook"]

NEUTRAL_PAGE = "https://www.bbc.co.uk/weather"
NEUTRAL_NAME = "BBC Weather"

a_colour = RegexValidator(
    rf"\A{HEX.pattern}\Z", _("Write a colour as # and six digits, such as #0b4f57."), code="colour"
)


class LookForm(WagtailAdminModelForm):
    """The look, with the charity's name: Wagtail keeps that with the site, for every room to read.

    What staff do not see here they cannot mean: colours are put in small letters before they are
    looked at.
    """

    name = forms.CharField(
        label=_("Name of the charity"),
        max_length=120,
        help_text=_("Stands on every page, in the browser's tab and in every file taken away."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.site_id:
            self.fields["name"].initial = self.instance.site.site_name

    def save(self, commit: bool = True) -> Any:
        site: Site = self.instance.site
        site.site_name = self.cleaned_data["name"]
        if commit:
            site.save(update_fields=["site_name"])
        return super().save(commit)


@register_setting(icon="view", order=100)
class SiteLook(BaseSiteSetting):
    """How the site looks, and where it sends those who leave in a hurry."""

    base_form_class = LookForm

    strapline = models.CharField(
        _("strapline"), max_length=120, blank=True, help_text=_("A few words under the name.")
    )
    strapline_cy = models.CharField(_("strapline in Welsh"), max_length=120, blank=True)
    registration = models.CharField(
        _("registration"),
        max_length=200,
        blank=True,
        help_text=_("At the foot of every page. For example: Registered charity number 1234567."),
    )
    registration_cy = models.CharField(_("registration in Welsh"), max_length=200, blank=True)
    brand_colour = models.CharField(
        _("brand colour"), max_length=7, default=Brand.colour, validators=[a_colour]
    )
    accent_colour = models.CharField(
        _("accent colour"), max_length=7, default=Brand.accent, validators=[a_colour]
    )
    brand_colour_dark = models.CharField(
        _("brand colour in the dark"),
        max_length=7,
        blank=True,
        validators=[a_colour],
        help_text=_("Leave blank for a light tint of the brand colour."),
    )
    accent_colour_dark = models.CharField(
        _("accent colour in the dark"),
        max_length=7,
        blank=True,
        validators=[a_colour],
        help_text=_("Leave blank for a light tint of the accent colour."),
    )
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Stands for the name at the top of every page, and is read out as the name."),
    )
    leave_address = models.URLField(
        _("page to leave for"),
        default=NEUTRAL_PAGE,
        help_text=_(
            "Where “Leave this site” leads. Choose a page that anybody might have open, such as the"
            " weather, and that opens fast."
        ),
    )
    leave_name = models.CharField(
        _("its name"),
        max_length=60,
        default=NEUTRAL_NAME,
        help_text=_("Shown to the visitor, and in the browser's tab while that page is loading."),
    )
    accessibility_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page about using this site"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page about privacy"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    select_related = ["logo", "accessibility_page", "privacy_page"]

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("strapline"), FieldPanel("strapline_cy")]),
                FieldPanel("logo"),
            ],
            heading=_("Name"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("brand_colour"), FieldPanel("brand_colour_dark")]),
                FieldRowPanel([FieldPanel("accent_colour"), FieldPanel("accent_colour_dark")]),
            ],
            heading=_("Colours"),
            help_text=_(
                "Words must have a contrast of 7 to 1 with what they stand on, lines and marks one"
                " of 3 to 1: this is measured when you save, in the light and in the dark."
            ),
        ),
        MultiFieldPanel(
            [FieldPanel("leave_address"), FieldPanel("leave_name")], heading=_("Leaving fast")
        ),
        MultiFieldPanel(
            [
                FieldPanel("accessibility_page"),
                FieldPanel("privacy_page"),
                FieldRowPanel([FieldPanel("registration"), FieldPanel("registration_cy")]),
            ],
            heading=_("Foot of every page"),
        ),
    ]

    class Meta:
        verbose_name = _("look of the site")

    def __str__(self) -> str:
        return gettext("Look of the site")

    @property
    def brand(self) -> Brand:
        return Brand(
            colour=self.brand_colour,
            accent=self.accent_colour,
            colour_dark=self.brand_colour_dark,
            accent_dark=self.accent_colour_dark,
        )

    def clean_fields(self, exclude: Any = None) -> None:
        """Colours in small letters, as they are compared and kept; then each field by itself."""
        for role in (brand.BRAND, brand.BRAND_DARK, brand.ACCENT, brand.ACCENT_DARK):
            setattr(self, role.name, getattr(self, role.name).strip().lower())
        super().clean_fields(exclude)

    def clean(self) -> None:
        super().clean()
        faults = self._colours_too_close()
        if found := list(self._faults_of_neutral_page()):
            faults["leave_address"] = found
        if faults:
            raise ValidationError(faults)

    def _colours_too_close(self) -> dict[str, list[str]]:
        faults = {}
        for role in (brand.BRAND, brand.BRAND_DARK, brand.ACCENT, brand.ACCENT_DARK):
            colour = getattr(self, role.name)
            try:
                found = [_in_words(fault, role.name) for fault in brand.shortfalls(colour, role)]
            except NotAColour:
                continue  # blank, or told by its own field
            if found:
                faults[role.name] = found
        return faults

    def _faults_of_neutral_page(self) -> Iterator[str]:
        try:
            URLValidator(schemes=["https"])(self.leave_address)
        except ValidationError:
            yield gettext("Give a web address that begins with https://, so that nobody hears.")
            return
        parts = urlsplit(self.leave_address)
        host = (parts.hostname or "").lower()
        if parts.username or parts.password:
            yield gettext("Leave out the name and password before the @.")
        if any(host == ours or host.endswith(f".{ours}") for ours in _our_hosts()):
            yield gettext("Choose a page of another site: this one is what the visitor leaves.")


def _our_hosts() -> set[str]:
    """Every name that this site answers to, without the dot that stands for any subdomain."""
    named = {
        *Site.objects.values_list("hostname", flat=True),
        urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "",
        *(host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"),
    }
    return {host.lower().removeprefix("www.") for host in named if host}


def _in_words(fault: Shortfall, field: str) -> str:
    """One sentence: the pair, its ratio, what is needed, and the nearest shade that would do."""
    in_the_dark = field in (brand.BRAND_DARK.name, brand.ACCENT_DARK.name)
    where = {
        (Against.PAGE, False): _("with the page (%(ground)s)"),
        (Against.PANEL, False): _("with the panels on the page (%(ground)s)"),
        (Against.WORDS_ON_IT, False): _("with the words in white that stand on it (%(ground)s)"),
        (Against.PAGE, True): _("with the page in the dark (%(ground)s)"),
        (Against.PANEL, True): _("with the panels in the dark (%(ground)s)"),
        (Against.WORDS_ON_IT, True): _("with the dark words that stand on it (%(ground)s)"),
    }[fault.against, in_the_dark]
    values = {
        "pair": where % {"ground": fault.ground},
        "ratio": f"{int(fault.ratio * 100) / 100:.2f}",  # cut, so that 6.999 is not told as 7
        "needed": f"{fault.needed:g}",
        "nearest": fault.nearest,
    }
    if fault.nearest is None:
        return gettext("Its contrast %(pair)s is %(ratio)s to 1; %(needed)s is needed.") % values
    return (
        gettext(
            "Its contrast %(pair)s is %(ratio)s to 1; %(needed)s is needed."
            " The nearest shade that will do is %(nearest)s."
        )
        % values
    )
