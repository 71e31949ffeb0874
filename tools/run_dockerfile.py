"""Runs the steps of the Dockerfile without Docker, in a folder and a virtual environment of its own.

    python tools/run_dockerfile.py

What COPY takes is copied, `.dockerignore` heeded; what RUN installs with pip goes into a new virtual
environment; CMD is started there, and HEALTHCHECK must succeed while it runs. What only Docker or
another machine can do (the base image, packages of Debian, another user) is named and left out.
"""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 120


def instructions(text: str) -> Iterator[tuple[str, str]]:
    """Each instruction of a Dockerfile with its arguments on one line."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    for line in re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines():
        if line.strip():
            name, _, arguments = line.partition(" ")
            yield name, arguments.strip()


def is_ignored(path: str, patterns: list[str]) -> bool:
    """Whether .dockerignore leaves out a path; the last pattern that fits it or a parent decides."""
    parts = Path(path).parts
    parents = ["/".join(parts[:depth]) for depth in range(1, len(parts) + 1)]
    ignored = False
    for pattern in patterns:
        bare = pattern.removeprefix("!")
        anywhere = bare.removeprefix("**/")
        names = parents if anywhere == bare else [*parents, *parts]
        if any(
            fnmatch(each, anywhere) and each.count("/") == anywhere.count("/") for each in names
        ):
            ignored = not pattern.startswith("!")
    return ignored


def copy(source: str, target: Path) -> None:
    """Copies a file or everything, as COPY does."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    patterns = [line for line in lines if line and not line.startswith("#")]
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", source],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    for path in listed:
        if not is_ignored(path, patterns) and (ROOT / path).exists():
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, target / path)


def run(command: str, folder: Path, environment: dict[str, str]) -> str:
    """Runs a RUN with pip, or says why it is left out."""
    if "pip install" not in command:
        return "left out: it changes the system"
    arguments = shlex.split(command)
    arguments[:1] = [str(folder.parent / "venv" / "bin" / "python"), "-m", "pip"]
    subprocess.run([*arguments, "--quiet"], cwd=folder, env=environment, check=True)
    return "done"


def start(command: list[str], check: list[str], folder: Path, environment: dict[str, str]) -> str:
    """Starts the CMD on a free port and waits until the HEALTHCHECK succeeds."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = str(probe.getsockname()[1])
    check = [each.replace("8501", port) for each in check]
    server = subprocess.Popen(
        [*command, f"--server.port={port}"], cwd=folder, env=environment, start_new_session=True
    )
    try:
        end = time.monotonic() + SECONDS
        while time.monotonic() < end and server.poll() is None:
            if subprocess.run(check, env=environment, stderr=subprocess.DEVNULL).returncode == 0:
                return "done: it answers the HEALTHCHECK"
            time.sleep(1)
        sys.exit("CMD does not answer the HEALTHCHECK")
    finally:
        os.killpg(server.pid, 15)
        server.wait(20)


def main() -> None:
    """Walks through the Dockerfile and prints what became of each step."""
    with TemporaryDirectory(prefix="ita-image-") as home:
        folder = Path(home) / "srv"
        folder.mkdir()
        venv.create(Path(home) / "venv", with_pip=True)
        programs = f"{home}/venv/bin:{os.environ['PATH']}"
        environment = {"PATH": programs, "HOME": home, "LANG": "C.UTF-8"}
        check: list[str] = []
        for name, arguments in instructions((ROOT / "Dockerfile").read_text(encoding="utf-8")):
            outcome = "left out: only Docker has it"
            if name == "RUN":
                outcome = run(arguments, folder, environment)
            elif name == "COPY":
                for source in arguments.split()[:-1]:
                    copy(source, folder)
                outcome = "done"
            elif name == "ENV":
                environment |= dict(each.split("=", 1) for each in shlex.split(arguments))
                outcome = "done"
            elif name == "HEALTHCHECK":
                check = json.loads(arguments[arguments.index("[") :])
                outcome = "kept for CMD"
            elif name == "CMD":
                outcome = start(json.loads(arguments), check, folder, environment)
            print(f"{name} {arguments[:60]}: {outcome}", flush=True)


if __name__ == "__main__":
    main()
