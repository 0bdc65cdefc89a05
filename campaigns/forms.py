"""What editors fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page


class CampaignForm(WagtailAdminPageForm):
    """A campaign as it is edited. What only a published page must have is not asked of a draft."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation and cleaned.get("figures_to_look_at"):
            message = _("Look at each figure that came along, then untick this.")
            self.add_error("figures_to_look_at", ValidationError(message))
        return cleaned


class NextCampaignForm(forms.Form):
    """What the next campaign is called, and what it takes along."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=255)
    slug = forms.SlugField(
        label=gettext_lazy("Web address"),
        required=False,
        max_length=255,
        help_text=gettext_lazy(
            "The last part of its address. Leave blank to make it of the title."
        ),
    )
    with_pages = forms.BooleanField(
        label=gettext_lazy("Take the pages under it along"),
        required=False,
        help_text=gettext_lazy("As drafts too, each to be published by itself."),
    )

    def __init__(self, *args: Any, parent: Page, has_pages: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parent = parent
        if not has_pages:
            del self.fields["with_pages"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        slug = cleaned.get("slug") or slugify(cleaned.get("title", ""))
        if "slug" in self.errors or "title" in self.errors:
            return cleaned
        if not slug:
            self.add_error("slug", _("Choose a web address: none can be made of this title."))
        elif not Page._slug_is_available(slug, self._parent):
            self.add_error("slug", _("Another page has this web address already."))
        cleaned["slug"] = slug
        return cleaned
