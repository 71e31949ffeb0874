"""Uploaded logos, checked and reduced before they are put on pictures."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, UnidentifiedImageError

ENDINGS = ("png", "jpg", "jpeg")
# Limits of a file in bytes and of a side in pixels.
LARGEST = 3_000_000
_LONGEST_SIDE = 6000
# Pixels of a side that are kept; the largest sheet shows a logo about 420 pixels wide.
_KEPT = 600


@dataclass(frozen=True)
class Logo:
    """A logo; `kind` is its media type, such as "image/png"."""

    data: bytes
    kind: str


class LogoError(ValueError):
    """Raised if a logo is refused; the reason is "too-large" or "no-picture"."""


def read_logo(data: bytes) -> Logo:
    """Return a png or jpeg as a png of pixels only, without metadata; raises LogoError."""
    if len(data) > LARGEST:
        raise LogoError("too-large")
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
            # The size is in the file's header, so a decompression bomb is refused before decoding.
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
