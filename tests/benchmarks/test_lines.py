"""The benchmark table says what was measured, against what, and whether it is enough."""

from tests.benchmarks.lines import Line, table

FAST = Line(what="import", ours=52_000, theirs=1_300, unit="rows/s", ratio=40.0, target=20.0)
SLOW = Line(what="drafts of 45 areas", ours=31.4, theirs=62.8, unit="/s", ratio=0.5, target=0.8)
FREE = Line(what="memory", ours=0.5, theirs=1, unit="MB", ratio=2)


def test_a_target_is_the_least_ratio_that_will_do() -> None:
    assert FAST.is_met
    assert not SLOW.is_met
    assert Line(what="just", ours=1, theirs=1, unit="", ratio=1.0, target=1.0).is_met


def test_a_line_without_a_target_is_never_missed() -> None:
    assert FREE.is_met


def test_the_table_aligns_its_numbers_and_names_what_was_missed() -> None:
    assert table([FAST, SLOW, FREE]).splitlines() == [
        "what                  ours  theirs  unit    ratio  target",
        "import              52,000   1,300  rows/s  40.00   20.00  met",
        "drafts of 45 areas    31.4    62.8  /s       0.50    0.80  MISSED",
        "memory                 0.5       1  MB       2.00",
    ]
