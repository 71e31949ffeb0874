"""A logo becomes a small png of its own pixels; anything else is refused in words."""

from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from ita.publishing.sheets.logo import LARGEST, LogoError, read_logo


def picture(size=(40, 30), format="PNG", mode="RGB", **options):
    out = BytesIO()
    Image.new(mode, size, "red").save(out, format, **options)
    return out.getvalue()


def opened(logo):
    return Image.open(BytesIO(logo.data))


@pytest.mark.parametrize("format", ["PNG", "JPEG"])
def test_a_picture_becomes_a_png(format):
    logo = read_logo(picture(format=format))
    assert logo.kind == "image/png"
    assert opened(logo).format == "PNG"
    assert opened(logo).size == (40, 30)


def test_what_is_written_beside_the_pixels_goes():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("place", "13.69, 100.54")
    assert not opened(read_logo(picture(pnginfo=notes))).info


def test_a_large_picture_becomes_small_and_keeps_its_shape():
    assert opened(read_logo(picture((3000, 1500)))).size == (600, 300)


def test_clear_parts_stay_clear():
    out = BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(read_logo(out.getvalue())).getpixel((0, 0))[3] == 0


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no-picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no-picture"),
        (picture(format="GIF"), "no-picture"),
        (picture()[:60], "no-picture"),
        (picture((7000, 10)), "too-large"),
        (b"x" * (LARGEST + 1), "too-large"),
    ],
)
def test_what_is_no_logo_is_refused(data, code):
    with pytest.raises(LogoError, match=code):
        read_logo(data)
