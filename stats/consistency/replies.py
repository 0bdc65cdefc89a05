"""Whether enough police forces answered for a total to stand for all of them. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from ..importing.sentences import gettext_noop as _
from ..importing.sentences import say
from .findings import Finding, Severity
from .picture import Picture

TOO_FEW = "too-few-replies"
FEWEST_PERCENT = 75


def too_few_replies(picture: Picture) -> Iterator[Finding]:
    """Totals over several police forces, of which too few answered."""
    asked, answered = picture.asked, picture.answered
    if asked is None or answered is None or not picture.ours:
        return
    if 100 * answered >= FEWEST_PERCENT * asked:
        return
    totals = [figure for figure in picture.ours if figure.area in picture.children]
    yield Finding(
        TOO_FEW,
        Severity.WARNING,
        say(
            _("%(answered)s of %(asked)s police forces answered, fewer than %(percent)s%%."),
            answered=str(answered),
            asked=str(asked),
            percent=str(FEWEST_PERCENT),
        ),
        say(_("Wait for more replies, or say how the summary keeps totals from misleading.")),
        tuple(totals or picture.ours),
        beside=f"{answered}/{asked}",
    )
