"""Every page on every real file of other agencies: whatever it lacks, each page has its answer."""

from pathlib import Path

import pytest

from tests.pages.conftest import ROOT
from tests.pages.contents import visible_text

FILES = sorted((ROOT / "tests" / "data" / "real").glob("*.csv"))
# What each page is asked to show beside its first view.
PAGES = {
    "overview": [{}],
    "questions": [{}, {"sort": "potential"}, {"instrument": "OIT", "indicator": "1"}],
    "compare": [{}, {"view": "agencies"}, {"view": "best"}],
    "what_if": [{}, {"level": "indicator"}],
    "publish": [{}],
}
FORBIDDEN = ("nan", "None", "<NA>", "Traceback", "()", "= **–**")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[:20])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_on_a_real_file(run, path: Path, page: str) -> None:
    test = run(page, files={path.name: path.read_bytes()})
    for choices in PAGES[page]:
        for name, value in choices.items():
            test.query_params[name] = value
        test.run()
        assert not test.exception, choices
        text = visible_text(test)
        assert not [word for word in FORBIDDEN if word in text], choices
