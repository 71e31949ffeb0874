"""Checks what the dashboard depends on, without a network.

    python tools/check_dependencies.py [FOLDER]

Every requirement is pinned to one version; what is installed are these versions, and they agree with
each other; every package that the code imports is a requirement. FOLDER holds advisories as OSV
publishes them for PyPI (a JSON file each), which an office may copy from time to time: a pinned
version that one of them names is reported. Exit code 1 where anything is wrong.
"""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
_PIN = re.compile(r"([\w.-]+)(?:\[[\w,]+\])?==([\w.]+)")


def read_pins(path: Path) -> tuple[dict[str, str], list[str]]:
    """The pinned versions of a list of requirements and of those it names, and unpinned lines."""
    pins: dict[str, str] = {}
    loose: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        requirement = line.partition("#")[0].strip()
        if requirement.startswith("-r "):
            more, also_loose = read_pins(path.parent / requirement[3:])
            pins |= more
            loose += also_loose
        elif match := _PIN.fullmatch(requirement):
            pins[canonicalize_name(match[1])] = match[2]
        elif requirement:
            loose.append(requirement)
    return pins, loose


def different_versions(pins: dict[str, str]) -> Iterator[str]:
    """What is not installed in the version that is pinned."""
    for name, pinned in pins.items():
        try:
            installed = version(name)
        except PackageNotFoundError:
            installed = "missing"
        if installed != pinned:
            yield f"{name}: {pinned} is pinned, {installed} is installed"


def undeclared_imports(pins: dict[str, str]) -> Iterator[str]:
    """Packages that the program imports and no requirement names."""
    distributions = packages_distributions()
    sources = [ROOT / "app.py", ROOT / "dashboard.py", *(ROOT / "pages").glob("*.py")]
    names: set[str] = set()
    for path in [*sources, *(ROOT / "ita").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    for name in sorted(names - set(sys.stdlib_module_names) - {"ita"}):
        owners = {canonicalize_name(each) for each in distributions.get(name, [])}
        if not owners & set(pins):
            yield f"{name} is imported, but none of {sorted(owners)} is a requirement"


def is_affected(pinned: str, affected: dict[str, Any]) -> bool:
    """Whether an entry of an advisory names a version."""
    if pinned in affected.get("versions", []):
        return True
    for span in affected.get("ranges", []):
        if span.get("type") == "GIT":
            continue
        inside = False
        for event in span.get("events", []):
            if "introduced" in event:
                inside |= event["introduced"] == "0" or Version(pinned) >= Version(
                    event["introduced"]
                )
            if "fixed" in event and Version(pinned) >= Version(event["fixed"]):
                inside = False
            if "last_affected" in event and Version(pinned) > Version(event["last_affected"]):
                inside = False
        if inside:
            return True
    return False


def known_faults(pins: dict[str, str], folder: Path) -> Iterator[str]:
    """What advisories say about pinned versions."""
    for path in sorted(folder.glob("*.json")):
        advisory = json.loads(path.read_text(encoding="utf-8"))
        for affected in advisory.get("affected", []):
            package = affected.get("package", {})
            name = canonicalize_name(package.get("name", ""))
            is_ours = package.get("ecosystem") == "PyPI" and name in pins
            if is_ours and not advisory.get("withdrawn") and is_affected(pins[name], affected):
                yield f"{name} {pins[name]}: {advisory['id']} {advisory.get('summary', '')}".strip()


def main() -> None:
    """Prints what is wrong, a line each."""
    pins, loose = read_pins(ROOT / "requirements-dev.txt")
    wrong = [f"{line} is not pinned" for line in loose]
    wrong += different_versions(pins)
    wrong += undeclared_imports(pins)
    if len(sys.argv) > 1:
        wrong += known_faults(pins, Path(sys.argv[1]))
    print("\n".join(wrong) or "The requirements are as they should be")
    checked = subprocess.run([sys.executable, "-m", "pip", "check"], check=False)
    sys.exit(1 if wrong or checked.returncode else 0)


if __name__ == "__main__":
    main()
