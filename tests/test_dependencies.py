"""What the program depends on is pinned and named, and advisories are understood."""

import json
from pathlib import Path

import pytest

from tools.check_dependencies import (
    ROOT,
    is_affected,
    known_faults,
    read_pins,
    undeclared_imports,
)


def test_every_requirement_is_pinned_and_every_import_is_one() -> None:
    pins, loose = read_pins(ROOT / "requirements-dev.txt")
    assert loose == []
    assert len(pins) > 25
    assert list(undeclared_imports(pins)) == []


@pytest.mark.parametrize(
    ("pinned", "expected"),
    [("1.4.9", False), ("1.5", True), ("1.9.9", True), ("2.0", False), ("3.1", True)],
)
def test_a_version_in_a_span_of_an_advisory_is_affected(pinned: str, expected: bool) -> None:
    span = {"type": "ECOSYSTEM", "events": [{"introduced": "1.5"}, {"fixed": "2.0"}]}
    assert is_affected(pinned, {"ranges": [span], "versions": ["3.1"]}) is expected


def test_an_advisory_about_a_pin_is_reported(tmp_path: Path) -> None:
    def write(name: str, **more: object) -> None:
        affected = {
            "package": {"ecosystem": "PyPI", "name": "Jinja2"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "4"}]}],
        }
        content = {"id": name, "summary": "escapes", "affected": [affected], **more}
        (tmp_path / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")

    write("PYSEC-1")
    write("PYSEC-2", withdrawn="2026-01-01")
    assert list(known_faults({"jinja2": "3.1.6"}, tmp_path)) == ["jinja2 3.1.6: PYSEC-1 escapes"]
    assert list(known_faults({"jinja2": "4.0"}, tmp_path)) == []
