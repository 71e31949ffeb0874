"""The layering of the package: which room may import which, and that no page hides logic."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = sorted((ROOT / "ita").rglob("*.py"))
SOURCES = [*PACKAGE, *sorted((ROOT / "pages").glob("*.py")), ROOT / "app.py", ROOT / "dashboard.py"]


def imported(path: Path) -> set[str]:
    modules = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules.add(node.module)
    return modules


# Each room may import those before it. Streamlit is known to the last alone.
ORDER = (
    *("rounding", "thai", "language", "domain", "reading", "analysis", "measures", "report"),
    *("charts", "store", "publishing", "commands", "server", "ui"),
)


def rooms_imported(path: Path) -> set[str]:
    """The rooms of the package from which a file imports."""
    return {name.split(".")[1] for name in imported(path) if name.startswith("ita.")}


@pytest.mark.parametrize("room", ORDER)
def test_rooms_import_only_those_before_them(room):
    home = ROOT / "ita" / room
    paths = list(home.rglob("*.py")) if home.is_dir() else [home.with_suffix(".py")]
    assert paths
    before = {room, *ORDER[: ORDER.index(room)]}
    for path in paths:
        assert rooms_imported(path) <= before, path


def test_every_room_has_its_place_in_the_order():
    rooms = {path.stem for path in (ROOT / "ita").iterdir() if not path.stem.startswith("_")}
    assert rooms == set(ORDER)


@pytest.mark.parametrize("path", PACKAGE, ids=lambda p: str(p.relative_to(ROOT)))
def test_only_the_ui_knows_streamlit(path):
    if "ui" not in path.relative_to(ROOT).parts:
        assert not any(name.split(".")[0] == "streamlit" for name in imported(path))
        assert not any(name.startswith("ita.ui") for name in imported(path))


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_file_says_its_role(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda p: p.name)
def test_pages_only_orchestrate(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.For)]
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 90


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda p: p.name)
def test_pages_run_to_their_end(path):
    """What a link asks for in vain is said after the page; after st.stop() nothing is shown."""
    assert "st.stop(" not in path.read_text(encoding="utf-8")
