"""Work done at the start of the server, so that the first visitor need not wait for it."""

import gc
from importlib import import_module
from pkgutil import walk_packages

import ita.ui
from ita.ui.files.workbooks import WorkbookSource
from ita.ui.plans import MEASURES
from ita.ui.results import SCORES
from ita.ui.store_access import can_use_store


def warm_up() -> None:
    """Import the modules of the pages, read the bundled workbooks, open the store.

    The objects that exist then live as long as the process, so they are frozen for the garbage
    collector: afterwards a full collection takes a hundredth of the time.
    """
    for module in walk_packages(ita.ui.__path__, f"{ita.ui.__name__}."):
        import_module(module.name)
    sources: tuple[WorkbookSource, ...] = (SCORES, MEASURES)
    for source in sources:
        source.bundled()
    for workbook in SCORES.bundled():
        for assessment in workbook.contents.assessments:
            _ = assessment.digest, assessment.lowest_overall, assessment.differences
    can_use_store()
    gc.collect()
    gc.freeze()
