"""The sizes that pictures are saved in."""

from ita.publishing.sheets.sizes import SIZES


def test_pictures_have_the_pixels_that_are_asked_for():
    pixels = {name: size.pixels for name, size in SIZES.items()}
    assert pixels == {
        "square": (1080, 1080),
        "story": (1080, 1920),
        "slide": (1920, 1080),
        "a4": (2480, 3508),
        "a4-landscape": (3508, 2480),
    }


def test_paper_is_landscape_where_its_picture_is():
    landscape = {name for name, size in SIZES.items() if size.landscape}
    assert landscape == {"slide", "a4-landscape"}
    assert SIZES["a4"].paper == (210, 297)
    assert SIZES["a4-landscape"].paper == (297, 210)
    assert SIZES["square"].paper is None
