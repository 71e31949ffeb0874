"""What is there before the first visitor comes."""

import gc
import sys

import pytest

from ita.ui import warm_up
from ita.ui.results import SCORES


def test_modules_and_bundled_results_are_there_before_the_first_visit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    frozen: list[bool] = []
    monkeypatch.setattr(warm_up, "can_use_store", lambda: True)
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(True))
    warm_up.warm_up()
    assert frozen
    assert {"ita.ui.ranked_questions", "ita.ui.publish", "ita.ui.measures"} <= set(sys.modules)
    read = []
    monkeypatch.setattr(SCORES, "read", read.append)
    assert SCORES.bundled()
    assert not read
