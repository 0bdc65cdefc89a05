"""All rules over one publication, with the answers that people gave to their warnings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..importing.in_words import translated
from ..models import Publication, WarningAnswer
from .adding_up import areas_against_totals, parts_against_totals
from .findings import Finding, Rule
from .gathering import picture_of
from .movement import moved_a_long_way, noughts_that_may_be_missing, numbers_without_a_reply
from .picture import Picture
from .published import against_what_is_published
from .replies import too_few_replies
from .series import breaks_in_series, periods_that_do_not_match
from .small_numbers import small_numbers_shown, suppressed_numbers_worked_out

RULES: tuple[Rule, ...] = (
    against_what_is_published,
    parts_against_totals,
    areas_against_totals,
    small_numbers_shown,
    suppressed_numbers_worked_out,
    numbers_without_a_reply,
    noughts_that_may_be_missing,
    moved_a_long_way,
    periods_that_do_not_match,
    breaks_in_series,
    too_few_replies,
)

NAMED_AT_MOST = 10


@dataclass(frozen=True)
class Judged:
    """A finding and, if it is a warning that somebody has answered, the answer that holds."""

    finding: Finding
    answer: WarningAnswer | None

    @property
    def is_open(self) -> bool:
        """Whether it stands in the way: an error always does, a warning until it is answered."""
        return self.finding.is_error or self.answer is None

    @property
    def sentence(self) -> str:
        return translated(self.finding.sentence)

    @property
    def remedy(self) -> str:
        return translated(self.finding.remedy)


def findings_of(picture: Picture) -> list[Finding]:
    """What every rule finds: the errors first, each rule's findings together."""
    found = [finding for rule in RULES for finding in rule(picture)]
    return sorted(found, key=lambda finding: not finding.is_error)


def check(publication: Publication) -> list[Judged]:
    """Everything that is wrong or questionable: errors, then open warnings, then answered ones."""
    return judged(publication, findings_of(picture_of(publication)))


def judged(publication: Publication, findings: Iterable[Finding]) -> list[Judged]:
    """Findings with the newest answer to each. One query."""
    answers: dict[str, WarningAnswer] = {}
    # The oldest first, so that the newest is the one that stays.
    for answer in publication.warning_answers.select_related("by").order_by("at", "pk"):
        answers[answer.fingerprint] = answer
    found = [
        Judged(
            finding,
            # Taking the fingerprints of thousands takes seconds, and mostly nobody has answered.
            answers.get(finding.fingerprint) if answers and not finding.is_error else None,
        )
        for finding in findings
    ]
    return sorted(found, key=lambda each: (not each.finding.is_error, not each.is_open))


def what_blocks(publication: Publication) -> list[str]:
    """Why the figures of a publication cannot go out yet, in sentences; none if they can.

    Errors are named, warnings that nobody has answered are counted. A fixed number of queries.
    """
    found = check(publication)
    errors = [each for each in found if each.finding.is_error]
    waiting = sum(each.is_open for each in found) - len(errors)
    reasons = [f"{each.sentence} {each.remedy}" for each in errors[:NAMED_AT_MOST]]
    more = len(errors) - len(reasons)
    if more:
        rest = ngettext("And %(more)d more error.", "And %(more)d more errors.", more)
        reasons.append(rest % {"more": more})
    if waiting:
        question = ngettext(
            "%(count)d warning waits for an answer in words.",
            "%(count)d warnings wait for an answer in words.",
            waiting,
        )
        reasons.append(question % {"count": waiting} + " " + _("See the checks."))
    return reasons
