"""Why a verb of the press desk did nothing, in sentences for whoever asked."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..models import ReleaseState


class ReleaseNotReady(ValueError):
    """A release was left as it was; `problems` names everything that stands in the way."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class NotYours(ReleaseNotReady):
    """Whoever contributed to a release cannot be the one who approves it."""

    def __init__(self) -> None:
        super().__init__(
            [_("You contributed to this release, so somebody else has to approve it.")]
        )


class NotNow(ReleaseNotReady):
    """The release stands elsewhere on its way than the verb begins from; `state` says where."""

    def __init__(self, state: str, reason: str = "") -> None:
        said = reason or _("It is %(state)s: that cannot be done now.") % {
            "state": ReleaseState(state).label
        }
        super().__init__([said])
        self.state = state


def tidy(text: str) -> str:
    """Words as the database can keep them, without space around them."""
    return text.replace("\x00", "").strip()


def some_words(text: str, *, missing: str) -> str:
    """Words that are kept, without space around them. Raises ReleaseNotReady if there are none."""
    words = tidy(text)
    if not words:
        raise ReleaseNotReady([missing])
    return words


def a_reason(text: str) -> str:
    """The words of a reason. Raises ReleaseNotReady if there are none."""
    return some_words(text, missing=_("Say why, for the reason is kept."))
