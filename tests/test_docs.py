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
        (path, citation)
        for path in CITING
        for citation in re.findall(
            rf"\b{re.escape(name)}((?:,? ?§|, )[^)\"]*)", path.read_text(encoding="utf-8")
        )
    ]


def sections_in(citation: str) -> set[int]:
    """The sections of "§3, §4: E14" and "§1-3"."""
    sections: set[int] = set()
    for first, last in re.findall(r"§(\d+)(?:[-–](\d+))?", citation):
        sections |= set(range(int(first), int(last or first) + 1))
    return sections


def test_every_cited_section_of_the_domain_exists():
    known = {int(title.split(".")[0]) for title in headings("DOMAIN.md")}
    cited = [
        (path, number)
        for path, citation in citations("DOMAIN.md")
        for number in sections_in(citation)
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
        re.sub(r"\s+", " ", citation.lstrip(", ")).lower()
        for path, citation in citations("BAD_INPUT.md")
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
    sources: dict[str, str] = {}
    for path in (ROOT / "ita").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        for node in ast.parse(source).body:
            names = [getattr(node, "name", "")]
            if isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                names = [each.id for each in targets if isinstance(each, ast.Name)]
            for name in filter(None, names):
                sources[name] = sources.get(name, "") + (ast.get_source_segment(source, node) or "")
    return sources


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


PICTURES = {"README.md": "The rooms", "docs/ARCHITECTURE.md": "The rooms"}
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")),
)
# The beginning of a line of a picture: how deep it stands, and the folder or file it is about.
_ENTRY = re.compile(r"^((?:  )*)([\w.]+(?:/[\w.]+)*/?)(?:  +|$)(.*)$")


def picture(document: str) -> list[tuple[str, str]]:
    """The entries of a picture, each with what is said of it, in further lines too."""
    text = (ROOT / document).read_text(encoding="utf-8")
    section = text.split(f"\n## {PICTURES[document]}\n")[1].split("\n## ")[0]
    entries: list[tuple[str, str]] = []
    above: list[str] = []
    for line in re.findall(r"^    (.+)$", section, flags=re.MULTILINE):
        entry = _ENTRY.match(line)
        if entry is None or len(entry[1]) > 8:
            path, description = entries.pop()
            entries.append((path, f"{description} {line.strip()}"))
            continue
        depth = len(entry[1]) // 2
        above[depth:] = [entry[2]]
        entries.append(("".join(above[: depth + 1]), entry[3]))
    return entries


@pytest.mark.parametrize("document", PICTURES)
def test_every_folder_and_file_of_a_picture_exists(document):
    for path, description in picture(document):
        assert (ROOT / path).exists(), path
        home = ROOT / path if (ROOT / path).is_dir() else (ROOT / path).parent
        for name in re.findall(r"\b([\w/]+(?:\.py|\.toml|/))(?=[\s,;·)]|$)", description):
            assert list(home.glob(name.rstrip("/"))), f"{path}: {name}"


def packages(depth: int) -> set[str]:
    """The folders of the package down to a depth, as a picture names them."""
    folders = {path.parent.relative_to(ROOT) for path in (ROOT / "ita").rglob("*.py")}
    every = {parent for folder in folders for parent in (folder, *folder.parents)}
    return {f"{each.as_posix()}/" for each in every if 2 <= len(each.parts) <= depth}


@pytest.mark.parametrize(("document", "depth"), [("README.md", 2), ("docs/ARCHITECTURE.md", 3)])
def test_every_folder_of_the_package_is_in_the_picture(document, depth):
    folders = {path for path, _ in picture(document)}
    folders |= {
        f"{path}{name}"
        for path, description in picture(document)
        for name in re.findall(r"\w+/", description)
    }
    assert packages(depth) - folders == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_a_document_names_exists(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    # The database is made when it is first needed, and capitals stand for a choice.
    paths = [
        path
        for path in re.findall(r"`((?:ita|pages|tests|docs|data|benchmarks)/[\w./-]+)`", text)
        if not path.startswith("data/store/") and not re.search("[A-Z]{4}.*\\.toml", path)
    ]
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_step_of_a_walk_is_a_function_or_class_of_its_file():
    text = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    steps = re.findall(r"`(\w+)` \(`([\w/]+\.py)`\)", text)
    assert len(steps) > 12
    for name, path in steps:
        source = (ROOT / path).read_text(encoding="utf-8")
        assert re.search(rf"^\s*(?:def|class) {name}\b", source, flags=re.MULTILINE), (name, path)
