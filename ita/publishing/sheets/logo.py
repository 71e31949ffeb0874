"""A logo that somebody uploads, made safe and small before it is put on a picture."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, UnidentifiedImageError

ENDINGS = ("png", "jpg", "jpeg")
# Bytes of a file, and pixels of a side, that no logo needs.
LARGEST = 3_000_000
_LONGEST_SIDE = 6000
# The largest sheet shows a logo some 420 pixels wide.
_KEPT = 600


@dataclass(frozen=True)
class Logo:
    """A picture of the office; `kind` as in "image/png"."""

    data: bytes
    kind: str


class LogoError(ValueError):
    """What was wrong: "too-large" or "no-picture"."""


def read_logo(data: bytes) -> Logo:
    """A png or jpeg as a png of its own pixels and nothing else; raises LogoError."""
    if len(data) > LARGEST:
        raise LogoError("too-large")
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
            # The size stands in the file's head: a bomb is refused before it is unpacked.
            if max(image.size) > _LONGEST_SIDE:
                raise LogoError("too-large")
            small = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        if isinstance(error, LogoError):
            raise
        raise LogoError("no-picture") from error
    small.thumbnail((_KEPT, _KEPT))
    out = BytesIO()
    small.save(out, "PNG")
    return Logo(out.getvalue(), "image/png")
