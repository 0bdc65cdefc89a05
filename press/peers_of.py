"""From the database to the neighbours and the history of areas, for their releases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Q

from stats import clock
from stats.comparing import Breaks
from stats.models import Area, Figure, MeasureKind
from stats.versions import figures_of

from .angles import Picture, Spot
from .angles.peers import MOST_PEERS, Peers
from .angles_of import COLUMNS, breaks_of, cells_of, series_of, spots_of
from .facts import Nouns

if TYPE_CHECKING:
    from .gathering import Subject


def peers_of(subject: Subject, areas: Iterable[Area]) -> dict[int, Peers]:
    """Each area among the police force areas of its parent, by its primary key. Four queries.

    A parent of more than MOST_PEERS areas has no peers to rank: each then has its own history
    alone. So has an area that is itself made up of others.
    """
    wanted = {area.pk: area for area in areas}
    if subject.measure.kind != MeasureKind.COUNT or not wanted:
        return {}
    sets = _sets(wanted)
    read = {pk for spots in sets.values() for pk in spots}
    totals = Figure.objects.totals().filter(
        measure=subject.measure, area__in=read, period_end__lte=subject.period.last
    )
    shown = figures_of(subject.publication).values("pk")
    public = Figure.objects.visible_at(clock.moment()).values("pk")
    own = cells_of(totals.filter(pk__in=shown).order_by("pk").values_list(*COLUMNS))
    known = cells_of(totals.filter(pk__in=public).order_by("pk").values_list(*COLUMNS))
    cells = {cell: {**known.get(cell, {}), **own.get(cell, {})} for cell in {**known, **own}}
    series = series_of(cells, subject.measure, subject.period)
    breaks = breaks_of(Breaks.of([subject.measure.pk]), subject.measure)
    measure = subject.measure
    pictures = {
        key: Picture(
            measure=f"{measure.name} ({measure.noun_plural})",
            nouns=Nouns(measure.noun_singular, measure.noun_plural),
            period=subject.period,
            spots=spots,
            series={pk: series[pk] for pk in spots if pk in series},
            breaks=breaks,
        )
        for key, spots in sets.items()
    }
    return {
        pk: Peers(pictures[key], pk)
        for key, spots in sets.items()
        for pk in spots
        if pk in wanted and pk in pictures[key].current and key in {pk, _key(wanted[pk], sets)}
    }


def _key(area: Area, sets: dict[int, dict[int, Spot]]) -> int:
    """The set that an area is one of: its parent's, or one of its own."""
    parent = area.parent_id
    return parent if area.body_name and parent is not None and parent in sets else area.pk


def _sets(wanted: dict[int, Area]) -> dict[int, dict[int, Spot]]:
    """The areas to be read, by their parent, or by themselves where they have no peers.

    The parent stands above them without a parent of its own: nothing wider is read, so nothing
    may be said of it.
    """
    parents = {area.parent_id for area in wanted.values() if area.body_name}
    around = list(Area.objects.filter(Q(pk__in=parents) | Q(parent__in=parents) & ~Q(body_name="")))
    peers = Counter(area.parent_id for area in around)
    spots = spots_of(around)
    sets: dict[int, dict[int, Spot]] = defaultdict(dict)
    for area in around:
        parent = area.parent_id
        if parent in parents and parent is not None and peers[parent] <= MOST_PEERS:
            sets[parent][area.pk] = spots[area.pk]
            sets[parent][parent] = replace(spots[parent], parent=None)
    for pk, area in wanted.items():
        if _key(area, sets) == pk:
            sets[pk] = {pk: replace(spots_of([area])[pk], parent=None)}
    return dict(sets)
