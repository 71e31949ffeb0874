"""The machine's own Chrome, Edge or Chromium: whether there is one, and how it is started."""

import logging
from collections.abc import Sequence
from pathlib import Path

from choreographer.browsers import Chromium

# It warns on the error stream of a browser that ends slowly or dies. The first is ended by force
# and the second replaced; a page that cannot be drawn reaches whoever wants it as a PictureError.
logging.getLogger("choreographer").setLevel(logging.ERROR)


def browser_found() -> bool:
    """Whether this machine has a browser that draws; BROWSER_PATH names one elsewhere.

    It only looks for a file, which takes a millisecond, so a browser installed meanwhile is found.
    """
    path = Chromium.find_browser(skip_local=False)
    return path is not None and Path(path).is_file()


class OfflineBrowser(Chromium):
    """A browser that reaches no other machine, neither for a page nor for its own sake.

    Its sandbox stays off: containers and several Linux systems refuse it to
    anybody but root, and root has none. It opens nothing but our own page.
    """

    def get_cli(self) -> Sequence[str]:
        """The command that starts it."""
        return [
            *super().get_cli(),
            "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND",
        ]
