"""Why a verb did nothing, in sentences for whoever asked."""

from __future__ import annotations

from django.utils.translation import gettext as _


class PublicationNotReady(ValueError):
    """A publication was left as it was; `reasons` names everything that stands in the way."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class WrongState(PublicationNotReady):
    """The publication stands elsewhere on its way than the verb begins from."""

    def __init__(self, reason: str) -> None:
        super().__init__([reason])


class TooLate(WrongState):
    """The moment has come, or is so near that moving it could show figures and hide them again."""


class TwoPeopleNeeded(PublicationNotReady):
    """Whoever contributed to a publication cannot be the one who approves it."""

    def __init__(self) -> None:
        super().__init__(
            [_("You contributed to this publication, so somebody else has to approve it.")]
        )


class ReasonMissing(PublicationNotReady):
    """What was told to others is changed only with a reason, which is kept."""

    def __init__(self) -> None:
        super().__init__([_("Say why, for the reason is kept.")])


def a_reason(text: str) -> str:
    """The words of a reason, without space around them. Raises ReasonMissing if there are none."""
    words = text.strip()
    if not words:
        raise ReasonMissing
    return words
