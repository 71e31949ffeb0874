"""What is kept between visits: follow-ups of measures and saved workbooks."""

from ita.store.engine import StoreError, default_address
from ita.store.store import Kind, SavedFile, Store, open_store

__all__ = ["Kind", "SavedFile", "Store", "StoreError", "default_address", "open_store"]
