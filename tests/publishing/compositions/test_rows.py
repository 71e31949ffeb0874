"""Rows keep their labels whole where they can, above their tracks where that is better."""

from ita.publishing.compositions.rows import place, scale_start, setting
from ita.publishing.compositions.sheet import Box
from ita.publishing.lettering import text_width

UNIT = 30


def settled(labels, height, width=900.0):
    return setting(labels, Box(0, 0, width, height), UNIT, 20, lambda letters: 3 * letters)


def test_low_rows_have_their_labels_beside_the_tracks():
    how = settled(["ชื่อ"], 45)
    at = place(Box(0, 0, 900, 45), how)
    assert not how.over
    assert at.track.x >= at.label_room
    assert at.track.right <= 900 - how.figures


def test_high_rows_have_their_labels_above():
    how = settled(["ชื่อ"], 90)
    at = place(Box(0, 0, 900, 90), how)
    assert how.over
    assert (at.track.x, at.track.width) == (0, 900)
    assert at.text_y + how.letters < at.track.y


def test_letters_become_smaller_before_a_label_is_cut():
    label = "การปรับปรุงระบบการทำงานของสำนัก"
    wide, narrow = settled([label], 45), settled([label], 45, width=850.0)
    assert narrow.letters < wide.letters
    assert text_width(label, narrow.letters) <= place(Box(0, 0, 850, 45), narrow).label_room


def test_letters_have_an_upper_and_a_lower_end():
    assert settled(["ชื่อ"], 500).letters == 1.25 * UNIT
    assert settled(["ชื่อ" * 200], 30).letters == 0.75 * UNIT


def test_a_scale_begins_at_a_ten_below_every_score():
    assert scale_start([98.5, 85.0]) == 80
    assert scale_start([80.0]) == 70
    assert scale_start([0.0]) == 0
    assert scale_start([]) == 90
