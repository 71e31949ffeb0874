"""Change tokens of a store, for cache keys."""

import time

from sqlalchemy import Engine, select

from ita.store.engine import last_write, transaction
from ita.store.schema import revisions

# Seconds until a write of another process is noticed at the latest.
_FRESH = 0.05


class Revisions:
    """The revisions of a store. Every method may raise StoreError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # When the database was asked, and its answer; replaced at once, since threads share it.
        self._last = (-_FRESH, "")

    def of_everything(self) -> str:
        """Another text after every change of anything that is kept, for everybody the same.

        The database is asked again after a write of this process, and every twentieth of a second.
        """
        now, (at, revision) = time.monotonic(), self._last
        if not revision or not last_write() < at > now - _FRESH:
            with transaction(self._engine, writing=False) as connection:
                query = select(revisions.c.revision).order_by(revisions.c.id)
                revision = " ".join(connection.scalars(query))
            self._last = now, revision
        return revision
