"""Change tokens of a store, for cache keys."""

import time

from sqlalchemy import Engine, select

from ita.store.engine import last_write, transaction
from ita.store.schema import revisions

# The longest time in seconds until a write of another process is noticed.
_FRESH = 0.05


class Revisions:
    """The revisions of a store. Every method may raise StoreError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # Time and result of the last query; one tuple, so that threads replace both atomically.
        self._last = (-_FRESH, "")

    def of_everything(self) -> str:
        """Return a token, the same for all visitors, that changes with every change of the store.

        The database is queried again after a write of this process, and after _FRESH seconds.
        """
        now, (at, revision) = time.monotonic(), self._last
        if not revision or not last_write() < at > now - _FRESH:
            with transaction(self._engine, writing=False) as connection:
                query = select(revisions.c.revision).order_by(revisions.c.id)
                revision = " ".join(connection.scalars(query))
            self._last = now, revision
        return revision
