"""Choosing, paragraph by paragraph, what a release says after a correction."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext, gettext_lazy, ngettext
from wagtail.admin.widgets import AdminAutoHeightTextInput

from .models import Redraft, ReleasePage, ReleaseState
from .redrafting import Choice, Passage, Proposal, Row

PARTS = {
    "headline": gettext_lazy("Headline"),
    "lead": gettext_lazy("First paragraph"),
    "detail": gettext_lazy("Paragraph"),
    "quote": gettext_lazy("Quotation"),
    "helpline": gettext_lazy("Way to get help"),
    "note": gettext_lazy("Note to editors"),
}


def saying_of(release: ReleasePage) -> str:
    """Stands for a release's newest words: the number of their revision, and when it was saved.

    The number alone would not do: saving while somebody types writes over the revision before.
    """
    newest = release.latest_revision
    return "" if newest is None else f"{newest.pk}-{newest.created_at.timestamp():.6f}"


def digest_of(redraft: Redraft, proposal: Proposal) -> str:
    """Stands for a comparison as it is shown: every paragraph in its forms, in their order."""
    shown = [
        [
            None if one is None else [one.part, one.text, one.speaker]
            for one in (row.base, row.theirs, row.proposed, row.result)
        ]
        for row in proposal.rows
    ]
    said = json.dumps([redraft.changed_at.isoformat(), shown])
    return hashlib.sha256(said.encode()).hexdigest()


def why_not_taken(
    proposal: Proposal, release: ReleasePage, *, in_print: bool, may_decide: bool
) -> str:
    """Why all new words cannot be taken at one press; "" where they can.

    `in_print` says that the table of the public release shows a figure that was corrected: then
    the same words are taken, and go out anew above the right table.
    """
    if release.state == ReleaseState.WITHDRAWN:
        return gettext("The release was withdrawn: there is nothing to correct.")
    if not may_decide:
        return gettext("Your account may look at this, and not decide it.")
    if proposal.left:
        return ngettext(
            "All new words cannot be taken at once: one statement needs words that only a person"
            " can write. Decide paragraph by paragraph.",
            "All new words cannot be taken at once: %(count)s statements need words that only a"
            " person can write. Decide paragraph by paragraph.",
            len(proposal.left),
        ) % {"count": len(proposal.left)}
    if not in_print and not any(row.changes for row in proposal.rows):
        return gettext("There are no new words to take: what it says holds as it stands.")
    return ""


class RowOnScreen:
    """A paragraph with its forms side by side, and the fields to choose with."""

    def __init__(self, place: int, row: Row, form: MergeForm) -> None:
        self.place, self.row = place, row
        self.choice: BoundField = form[f"choice_{place}"]
        self.text: BoundField = form[f"text_{place}"]

    @property
    def part(self) -> str:
        return str(PARTS.get(self.row.passage.part, self.row.passage.part))

    @property
    def heading(self) -> str:
        if self.row.passage.part == "headline":
            return self.part  # there is one
        return gettext("%(part)s, paragraph %(number)s") % {
            "part": self.part,
            "number": self.place + 1,
        }


class MergeForm(forms.Form):
    """One choice for each paragraph that has one; the others stay as they are.

    `revision` and `seen` say what the person saw: saved is only what was chosen of just that.
    """

    revision = forms.CharField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)
    what_changed = forms.CharField(
        label=gettext_lazy("Correction for the public"),
        help_text=gettext_lazy(
            "What was wrong, what is right, and since when. It stands above the release once its"
            " next version is out."
        ),
        max_length=2_000,
        widget=AdminAutoHeightTextInput(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, proposal: Proposal, is_public: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        if not is_public:
            del self.fields["what_changed"]
        for place, row in self.open_rows:
            self._add_fields(place, row)

    @property
    def open_rows(self) -> list[tuple[int, Row]]:
        """The paragraphs that there is something to decide about, with their places."""
        return [
            (place, row)
            for place, row in enumerate(self.proposal.rows)
            if row.changes or row.left or (row.is_edited and row.base != row.proposed)
        ]

    @property
    def rows(self) -> list[RowOnScreen]:
        return [RowOnScreen(place, row, self) for place, row in self.open_rows]

    @property
    def unchanged(self) -> int:
        return len(self.proposal.rows) - len(self.open_rows)

    def _add_fields(self, place: int, row: Row) -> None:
        heading = gettext("What this paragraph says")
        self.fields[f"choice_{place}"] = forms.ChoiceField(
            label=heading,
            choices=_choices(row),
            widget=forms.RadioSelect,
            initial=Choice.WRITTEN if row.left else Choice.NOW,
        )
        self.fields[f"text_{place}"] = forms.CharField(
            label=gettext("Your own words"),
            required=False,
            initial=row.result.text if row.result else "",
            max_length=255 if row.passage.part == "headline" else None,
            widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for place, _row in self.open_rows:
            is_written = cleaned.get(f"choice_{place}") == Choice.WRITTEN
            if is_written and not cleaned.get(f"text_{place}", "").strip():
                self.add_error(f"text_{place}", gettext("Write it, or choose one of the others."))
        return cleaned

    @property
    def words(self) -> list[Passage]:
        """The release as it was put together."""
        places = {place for place, _row in self.open_rows}
        chosen = [
            self._chosen(place, row) if place in places else row.result
            for place, row in enumerate(self.proposal.rows)
        ]
        return [passage for passage in chosen if passage is not None]

    def _chosen(self, place: int, row: Row) -> Passage | None:
        choice = self.cleaned_data[f"choice_{place}"]
        if choice == Choice.WRITTEN:
            text = self.cleaned_data[f"text_{place}"].strip()
            like = row.passage
            return Passage(like.part, text, like.speaker, like.key)
        forms_of_it = {
            Choice.NOW.value: row.result,
            Choice.BUILT.value: row.proposed,
            Choice.THEIRS.value: row.theirs,
        }
        return forms_of_it[choice]


def _choices(row: Row) -> list[tuple[str, str]]:
    """Only forms that differ: nobody is asked to choose between two that are the same."""
    now = gettext("Take it out") if row.result is None else gettext("Take the new words")
    choices = [] if row.result == row.theirs else [(Choice.NOW.value, now)]
    if row.proposed is not None and row.proposed not in (row.result, row.theirs):
        choices.append((Choice.BUILT.value, gettext("As it is built now")))
    theirs = gettext("Leave it out") if row.theirs is None else gettext("Keep it as it stands")
    return [
        *choices,
        (Choice.THEIRS.value, theirs),
        (Choice.WRITTEN.value, gettext("Write it")),
    ]
