"""The sizes that pictures are saved in."""

from ita.publishing.sizes import SIZES


def test_pictures_have_the_pixels_that_are_asked_for():
    pixels = {name: size.pixels for name, size in SIZES.items()}
    assert pixels == {
        "square": (1080, 1080),
        "story": (1080, 1920),
        "slide": (1920, 1080),
        "a4": (2480, 3508),
        "a4-lying": (3508, 2480),
    }


def test_paper_is_lying_where_its_picture_is():
    lying = {name for name, size in SIZES.items() if size.lying}
    assert lying == {"slide", "a4-lying"}
    assert SIZES["a4"].paper == (210, 297)
    assert SIZES["a4-lying"].paper == (297, 210)
    assert SIZES["square"].paper is None
