"""The levels that can be wanted."""

from ita.domain.framework import load_framework
from ita.ui.what_if.goals import better_levels
from tests import tiny


def test_the_levels_above_begin_with_the_next_one():
    codes = [level.code for level in better_levels(tiny.assessment(tiny.whole([70], [70], [100])))]
    assert codes == ["A", "AA"]
    assert better_levels(tiny.assessment(tiny.whole([100], [100]))) == []


def test_where_the_level_is_not_known_every_level_can_be_wanted():
    incomplete = tiny.assessment(tiny.whole(iit=[90, None, 90]))
    assert [level.code for level in better_levels(incomplete)] == ["E", "D", "C", "B", "A", "AA"]
    assert better_levels(tiny.assessment(tiny.whole(), framework=load_framework(None))) == []
