"""What is kept between visits: follow-ups of measures, saved workbooks and their results."""

from ita.store.engine import StoreError, default_address
from ita.store.result_queries import ResultQueries, SavedResult
from ita.store.saved_file import Kind, PlanConflictError, PlanVersion, SavedFile
from ita.store.store import Store, open_store

__all__ = [
    "Kind",
    "PlanConflictError",
    "PlanVersion",
    "ResultQueries",
    "SavedFile",
    "SavedResult",
    "Store",
    "StoreError",
    "default_address",
    "open_store",
]
