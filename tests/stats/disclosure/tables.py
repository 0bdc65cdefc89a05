"""Generated tables of counts, and an attack on small ones by trying every table there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from random import Random

from hypothesis import strategies as st

from stats.disclosure.table import Cell, Relation, Table

TOTAL = "total"
Key = tuple[str, str]


def table_of(
    forces: Mapping[str, Mapping[str, int]],
    tree: Mapping[str, Sequence[str]],
    *,
    threshold: int = 5,
    public: Sequence[Key] = (),
    without: Sequence[Key] = (),
) -> Table[Key]:
    """Counts by force and category, with the total of each force and the sums up the tree.

    `tree` names what each wider area is made of, narrower areas first. What is `public` cannot be
    hidden; what is `without` is in no table, and its sums are only known to be at least the rest.
    """
    values: dict[Key, int] = {}
    for force, parts in forces.items():
        values.update({(force, category): value for category, value in parts.items()})
        values[force, TOTAL] = sum(parts.values())
    categories = [*dict.fromkeys(category for _force, category in values)]
    for wide, narrow in tree.items():
        for category in categories:
            values[wide, category] = sum(values[area, category] for area in narrow)
    relations: list[Relation[Key]] = []
    for area in {area for area, _category in values}:
        inside = tuple((area, category) for category in categories if category != TOTAL)
        relations.append(_relation((area, TOTAL), inside, without))
    for wide, narrow in tree.items():
        for category in categories:
            inside = tuple((area, category) for area in narrow)
            relations.append(_relation((wide, category), inside, without))
    cells = {
        key: Cell(value, may_be_hidden=key not in public, cost=_cost(key, tree))
        for key, value in sorted(values.items())
        if key not in without
    }
    known = [each for each in relations if each.total in cells and each.parts]
    return Table(cells, tuple(sorted(known, key=str)), threshold)


def _cost(key: Key, tree: Mapping[str, Sequence[str]]) -> float:
    return (4.0 if key[0] in tree else 1.0) * (3.0 if key[1] == TOTAL else 1.0)


def _relation(total: Key, parts: tuple[Key, ...], without: Sequence[Key]) -> Relation[Key]:
    present = tuple(part for part in parts if part not in without)
    return Relation(total, present, is_exact=len(present) == len(parts))


@st.composite
def tables(
    draw: st.DrawFn, *, most: int = 12, has_gaps: bool = False, has_public: bool = False
) -> Table[Key]:
    """Categories × forces × regions × the nation, with many small counts and noughts."""
    regions = draw(st.integers(1, 3))
    categories = [f"c{number}" for number in range(draw(st.integers(1, 3)))]
    count = st.one_of(st.just(0), st.integers(1, 5), st.integers(0, most))
    forces: dict[str, dict[str, int]] = {}
    tree: dict[str, list[str]] = {}
    for region in range(regions):
        names = [f"f{region}{number}" for number in range(draw(st.integers(1, 3)))]
        tree[f"r{region}"] = names
        for name in names:
            forces[name] = {category: draw(count) for category in categories}
    tree["n"] = list(tree)
    inner = [(force, category) for force in forces for category in categories]
    wide = [(area, category) for area in tree for category in (*categories, TOTAL)]
    return table_of(
        forces,
        tree,
        threshold=draw(st.integers(2, 6)),
        without=draw(st.lists(st.sampled_from(inner), max_size=3)) if has_gaps else (),
        public=draw(st.lists(st.sampled_from(wide), max_size=6)) if has_public else (),
    )


def every_table(
    relations: Sequence[Relation[Key]],
    shown: Mapping[Key, int],
    hidden: Sequence[Key],
    *,
    most: int,
) -> dict[Key, set[int]]:
    """Every value that each hidden cell takes in any table that fits, by trying them all."""
    found: dict[Key, set[int]] = {key: set() for key in hidden}
    for values in product(range(1, most + 1), repeat=len(hidden)):
        guess = {**shown, **dict(zip(hidden, values, strict=True))}
        if all(_holds(relation, guess) for relation in relations):
            for key, value in zip(hidden, values, strict=True):
                found[key].add(value)
    return found


def _holds(relation: Relation[Key], values: Mapping[Key, int]) -> bool:
    come_to = sum(values[part] for part in relation.parts)
    total = values[relation.total]
    return total == come_to if relation.is_exact else total >= come_to


def of_the_size_of_a_year(seed: int) -> Table[Key]:
    """45 forces × 5 categories × 3 levels, of which about a third are small."""
    random = Random(seed)
    regions = {f"r{number}": [f"f{number}-{each}" for each in range(5)] for number in range(9)}
    forces = {
        force: {
            f"c{number}": random.choice((0, 1, 2, 3, 4, 7, 12, 60, 150, 400)) for number in range(5)
        }
        for names in regions.values()
        for force in names
    }
    return table_of(forces, {**regions, "n": list(regions)})
