"""The email itself: plain text, to one person, with nothing in it that reports back."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..exports.document import document_of_version
from ..exports.text import as_text
from ..models import Dispatch, NewsroomPage, ReleaseVersion

LONDON = ZoneInfo("Europe/London")
CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What everybody who is sent a version reads. `site` is where the site is, without a path."""

    subject: str
    text: str
    site: str
    reply_to: str


def letter_of(version: ReleaseVersion, *, at: datetime) -> Letter:
    """The words of a version as they are sent at a moment.

    Before its own moment the first line is the embargo; from then on the page's address stands at
    the end. A correction stands above the headline.
    """
    newsroom = NewsroomPage.objects.first() or NewsroomPage()
    document = document_of_version(version, newsroom=newsroom, at=at)
    return Letter(
        subject=subject_of(version, at=at),
        text=as_text(document).strip(),
        site=site_address(version),
        reply_to=newsroom.contact_email,
    )


def subject_of(version: ReleaseVersion, *, at: datetime) -> str:
    """The headline, behind what a newsroom must see first. One line, whatever was typed."""
    words = version.headline
    if version.number > 1:
        words = _("CORRECTION: %(headline)s") % {"headline": words}
    if version.public_from > at:
        words = _("EMBARGOED until %(time)s: %(headline)s") % {
            "time": told(version.public_from),
            "headline": words,
        }
    return one_line(words)


def told(moment: datetime) -> str:
    """ "00:01 Thursday 20 September 2018 BST", as clocks in London show it."""
    local = timezone.localtime(moment, LONDON)
    return f"{date_format(local, 'H:i l j F Y')} {local.tzname()}"


def message_for(dispatch: Dispatch, letter: Letter) -> EmailMessage:
    """The email for one person. Its headers hold nobody else's address and no line that was typed.

    Raises ValueError where an address cannot stand in a header.
    """
    headers = {
        "Message-ID": dispatch.message_id,
        # RFC 3834: nobody's answering machine need reply to it.
        "Auto-Submitted": "auto-generated",
    }
    ending = _(
        "You were sent this because you have pre-release access to these figures."
        " It is for you alone until its moment."
    )
    if dispatch.event_id is not None:
        ending = _("You were sent this because you were sent the release before its moment.")
    if dispatch.reporter is not None:
        link = unsubscribe_address(letter.site, dispatch.reporter.token)
        # RFC 8058: mail programs show a button of their own, which asks with a POST.
        headers["List-Unsubscribe"] = f"<{link}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        ending = _("You are on our list of reporters. To be sent nothing more: %(link)s") % {
            "link": link
        }
    return EmailMessage(
        subject=letter.subject,
        body=f"{letter.text}\n\n-- \n{ending}\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[one_line(dispatch.email)],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers=headers,
    )


def new_message_id(version: ReleaseVersion) -> str:
    """A name for one email that says nothing of whom it is for.

    It stays the same when the email is tried again: most mail systems show such a pair once.
    """
    host = urlsplit(site_address(version)).hostname or "localhost"
    return f"<release-{version.release_id}-{version.number}-{secrets.token_hex(16)}@{host}>"


def site_address(version: ReleaseVersion) -> str:
    site = version.release.get_site()
    return str(settings.WAGTAILADMIN_BASE_URL if site is None else site.root_url).rstrip("/")


def unsubscribe_address(site: str, token: str) -> str:
    return f"{site}{reverse('press-unsubscribe', args=[token])}"


def one_line(text: str) -> str:
    """Text without anything that could end a header's line."""
    return " ".join(CONTROL_CHARACTERS.sub(" ", text).split())
