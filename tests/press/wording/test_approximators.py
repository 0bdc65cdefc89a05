"""The table of approximators itself, for every number named."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from press.wording.approximators import APPROXIMATORS, MORE_THAN, NEARLY


@given(st.integers(1, 10_000_000).map(Decimal))
def test_nothing_nearly_so_many_reaches_it(named: Decimal) -> None:
    assert not NEARLY.checking(named, slack_under=Decimal(1)).holds(named)
    assert not NEARLY.saying(named).holds(named)
    assert not MORE_THAN.checking(named).holds(named)


@given(st.integers(1, 10_000_000).map(Decimal))
def test_saying_is_never_looser_than_checking(named: Decimal) -> None:
    for row in APPROXIMATORS:
        said, checked = row.saying(named), row.checking(named)
        assert said.low is not None
        assert said.high is not None
        assert checked.low is not None
        assert checked.high is not None
        assert checked.low <= said.low
        assert said.high <= checked.high
