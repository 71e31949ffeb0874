"""What tells the contents of a store from those before any change and from those of other stores."""

import time
from dataclasses import dataclass

from sqlalchemy import Engine, select

from ita.store.engine import last_write, transaction
from ita.store.schema import revisions

# What another process writes is noticed so many seconds later at most.
_FRESH = 0.05


@dataclass(frozen=True)
class _Look:
    """A revision, and when the database was asked for it."""

    at: float
    revision: str


class Revisions:
    """The revisions of a store. Every method may raise StoreError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._last: _Look | None = None

    def of_everything(self) -> str:
        """Another text after every change of anything that is kept, for everybody the same.

        The database is asked again after a write of this process, and every twentieth of a second.
        """
        now, look = time.monotonic(), self._last
        if look is None or not last_write() < look.at > now - _FRESH:
            with transaction(self._engine, writing=False) as connection:
                query = select(revisions.c.revision).order_by(revisions.c.id)
                look = _Look(now, " ".join(connection.scalars(query)))
            self._last = look
        return look.revision
