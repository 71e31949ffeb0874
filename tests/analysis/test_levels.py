"""How far the next level is, and what holds it back."""

from ita.domain.framework import load_framework
from tests import tiny


def test_distance_to_the_next_level():
    status = tiny.assessment(tiny.whole(iit=[90], eit=[90], oit=[100])).level
    assert status.level.code == "A"
    assert status.next_level.code == "AA"
    assert status.missing == 1.0
    assert tiny.assessment(tiny.whole([100], [100])).level.next_level is None


def test_what_holds_the_next_level_back():
    claims = tiny.claims(
        [("instrument", "IIT", 94), ("instrument", "EIT", 97), ("instrument", "OIT", 100)]
    )
    status = tiny.assessment(reported=claims, framework=load_framework(2566)).level
    assert status.level.code == "ผ่านดี"
    assert status.missing == 0
    assert status.held_back_by == ("IIT",)
