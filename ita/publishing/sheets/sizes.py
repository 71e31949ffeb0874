"""The sizes in which pictures can be published."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """A picture's size: laid out in `width` × `height` pixels and saved `scale` times as large.

    `unit` is the height in layout pixels of text that is easy to read where this size is used: on
    a phone (whose width a square fills), a wall or paper.
    """

    name: str
    width: int
    height: int
    unit: int
    scale: int = 1
    paper: tuple[int, int] | None = None  # millimetres

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of the saved picture."""
        return self.width * self.scale, self.height * self.scale

    @property
    def landscape(self) -> bool:
        """Whether it is wider than high."""
        return self.width > self.height


# A4 is laid out at 150 dots an inch and saved at 300.
SIZES = {
    size.name: size
    for size in (
        Size("square", 1080, 1080, 30),
        Size("story", 1080, 1920, 36),
        Size("slide", 1920, 1080, 33),
        Size("a4", 1240, 1754, 29, scale=2, paper=(210, 297)),
        Size("a4-landscape", 1754, 1240, 28, scale=2, paper=(297, 210)),
    )
}
# Former names of sizes, which links and scripts still use.
FORMER_SIZES = {"a4-lying": "a4-landscape"}
