"""What the documents and the code say of each other is true."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CITING = [
    path
    for folder in ("ita", "pages", "tests", "benchmarks", "data", "docs")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in (".py", ".toml", ".md") and path != Path(__file__)
]


def headings(name: str) -> list[str]:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    return re.findall(r"^## (.+)$", text, flags=re.MULTILINE)


def citations(name: str) -> list[tuple[Path, str]]:
    """What stands behind the name of a document, up to the end of its brackets."""
    return [
        (path, said)
        for path in CITING
        for said in re.findall(
            rf"\b{re.escape(name)}((?:,? ?§|, )[^)\"]*)", path.read_text(encoding="utf-8")
        )
    ]


def sections_in(said: str) -> set[int]:
    """The sections of "§3, §4: E14" and "§1-3"."""
    found: set[int] = set()
    for first, last in re.findall(r"§(\d+)(?:[-–](\d+))?", said):
        found |= set(range(int(first), int(last or first) + 1))
    return found


def test_every_cited_section_of_the_domain_exists():
    known = {int(title.split(".")[0]) for title in headings("DOMAIN.md")}
    cited = [
        (path, number) for path, said in citations("DOMAIN.md") for number in sections_in(said)
    ]
    assert len(cited) > 30
    assert [(str(path), number) for path, number in cited if number not in known] == []


@pytest.mark.parametrize(
    "path",
    [path for path in CITING if path.suffix == ".py"],
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_whoever_cites_the_domain_names_a_section(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("DOMAIN.md") == len(re.findall(r"DOMAIN\.md §\d", text))


def test_every_cited_section_of_the_bad_input_exists():
    known = {title.lower() for title in headings("BAD_INPUT.md")}
    cited = {
        re.sub(r"\s+", " ", said.lstrip(", ")).lower()
        for path, said in citations("BAD_INPUT.md")
        if path.suffix == ".py" and ROOT / "ita" in path.parents
    }
    assert cited
    assert cited <= known


def glossary_names() -> list[str]:
    """The last column of every table: `Class.field`, `TYPES["column"]`, `function`."""
    text = (ROOT / "docs" / "GLOSSARY.md").read_text(encoding="utf-8")
    return re.findall(r"\| `([^`]+)` \|$", text, flags=re.MULTILINE)


@cache
def definitions() -> dict[str, str]:
    """The source of each class, function and constant of the package, by its name."""
    found: dict[str, str] = {}
    for path in (ROOT / "ita").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        for node in ast.parse(source).body:
            names = [getattr(node, "name", "")]
            if isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                names = [each.id for each in targets if isinstance(each, ast.Name)]
            for name in filter(None, names):
                found[name] = found.get(name, "") + (ast.get_source_segment(source, node) or "")
    return found


@pytest.mark.parametrize("name", glossary_names())
def test_every_name_of_the_glossary_is_in_the_code(name):
    parts = re.fullmatch(r"(\w+)(?:\.(\w+)|\[\"(\w+)\"\])?", name)
    assert parts, name
    whole, field, entry = parts.groups()
    assert whole in definitions()
    if field:
        assert re.search(rf"^    (?:def )?{field}\b", definitions()[whole], flags=re.MULTILINE)
    if entry:
        assert f'"{entry}"' in definitions()[whole]
