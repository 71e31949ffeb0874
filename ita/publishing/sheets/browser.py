"""The installed Chrome, Edge or Chromium: how it is found and started."""

import logging
from collections.abc import Sequence
from pathlib import Path

from choreographer.browsers import Chromium

# Choreographer warns of browsers that end slowly or crash. Both cases are handled in drawing.py,
# and a page that cannot be drawn raises PictureError.
logging.getLogger("choreographer").setLevel(logging.ERROR)


def browser_found() -> bool:
    """Return whether a browser is installed; BROWSER_PATH may name its file.

    The check takes a millisecond and is not cached, so a browser installed later is found.
    """
    path = Chromium.find_browser(skip_local=False)
    return path is not None and Path(path).is_file()


class OfflineBrowser(Chromium):
    """A browser without network access, neither for pages nor for its own requests.

    The sandbox is disabled, since containers and several Linux systems allow it only to root, for
    whom Chromium has none. It opens only pages of this program.
    """

    def get_cli(self) -> Sequence[str]:
        """Return the command that starts the browser."""
        return [
            *super().get_cli(),
            "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND",
        ]
