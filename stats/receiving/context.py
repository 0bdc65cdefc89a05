"""What is known, as the reading of spreadsheets wants it."""

from __future__ import annotations

from ..importing.known import STATUSES, Known
from ..importing.sheets import AreaNames, Context
from ..models import AreaSpelling, Measure, MeasureKind


def context_of(known: Known) -> Context:
    """The vocabulary of the moment, with the spellings of areas that people have said."""
    vocabulary = known.vocabulary
    spellings = dict(AreaSpelling.objects.values_list("spelling", "area__gss_code"))
    return Context(
        vocabulary=vocabulary,
        names=AreaNames(vocabulary.areas, spellings=spellings),
        statuses=STATUSES,
        counts=frozenset(
            Measure.objects.filter(kind=MeasureKind.COUNT).values_list("slug", flat=True)
        ),
    )
