"""Pages that tests draw, also in a process of their own: `python -m … FOLDER`."""

import sys
from functools import partial
from pathlib import Path

from ita.language import Words
from ita.publishing.catalogue import Choice, Wording, make_page
from ita.publishing.sheets.images import ImageRenderer
from ita.publishing.sheets.page import Page, Style
from ita.publishing.sheets.sizes import SIZES, Size
from tests.publishing import real

TH = Words("th")


def picture(key: str, size: str = "square") -> Page:
    """A picture of the real office."""
    style = Style(SIZES[size], TH)
    return make_page(key, real.material(), Choice("ฝ่ายปกครอง", "2023-04"), style, Wording())


def letters(text: str, own_font: bool) -> Page:
    """A text and nothing else, in our font or in the machine's own."""
    fonts = (
        picture("result").drawing_html.partition('<style id="look">')[2].partition("</style>")[0]
    )
    family = "Sarabun" if own_font else "sans-serif"
    style = f"{fonts} body {{ font: 60px {family}; display: none }}"
    loaded = "Promise.all([...document.fonts].map(face => face.load()))"
    reveal = "{ document.body.style.display = 'block'; return 1 }"
    script = f"function showSheet() {{}} const ready = {loaded}.then(() => {reveal})"
    html = f"<!doctype html><style>{style}</style><p>{text}</p><script>{script}</script>"
    return Page(f'<meta charset="utf-8">{html}', Size("letters", 400, 200, 60))


PAGES = {
    "chart": partial(picture, "weakest-IIT"),
    "composition": partial(picture, "weakest"),
    "system-ก": lambda: letters("กกก", own_font=False),
    "system-ข": lambda: letters("ขขข", own_font=False),
    "ours-ก": lambda: letters("กกก", own_font=True),
    "ours-ข": lambda: letters("ขขข", own_font=True),
}


if __name__ == "__main__":
    with ImageRenderer() as renderer:
        for name, made in PAGES.items():
            (content,) = renderer.render(made(), "png")
            (Path(sys.argv[1]) / f"{name}.png").write_bytes(content)
