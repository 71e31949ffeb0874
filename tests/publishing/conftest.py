"""What tests of several documents share."""

import shutil

import pytest

from ita.publishing.office_templates import BUNDLED, SETTING


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An office's own folder, which begins as a copy of the bundled one."""
    templates = tmp_path / "แม่แบบ"
    shutil.copytree(BUNDLED, templates)
    monkeypatch.setenv(SETTING, str(templates))
    return templates
