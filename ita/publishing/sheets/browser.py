"""The machine's own Chrome, Edge or Chromium: whether there is one, and how it is started."""

from collections.abc import Sequence
from pathlib import Path

from choreographer.browsers import Chromium


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
