"""A PostgreSQL server of the tests' own: started in a temporary folder, stopped afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Debian keeps the server's programs outside the path.
_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin")


def programs() -> Path | None:
    """The folder of the newest server's programs, None where no server is installed."""
    folders = [
        folder
        for pattern in _PLACES
        for folder in Path("/").glob(pattern.lstrip("/"))
        if (folder / "initdb").exists()
    ]
    beside = shutil.which("initdb")
    folders += [Path(beside).parent] if beside else []
    return max(
        folders,
        key=lambda folder: int("0" + "".join(filter(str.isdigit, str(folder)))),
        default=None,
    )


@contextmanager
def running(folder_of_programs: Path) -> Iterator[str]:
    """A server that listens on a socket in a temporary folder only; its address."""
    home = Path(tempfile.mkdtemp(prefix="ita-pg-"))
    # The server refuses to run as root.
    user = _other_user() if os.geteuid() == 0 else None
    owner = user or pwd.getpwuid(os.geteuid()).pw_name
    if user:
        shutil.chown(home, user)

    def run(program: str, *arguments: str) -> None:
        command = [str(folder_of_programs / program), *arguments]
        if user:
            command = ["runuser", "-u", user, "--", *command]
        subprocess.run(
            command, check=True, cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    data = str(home / "data")
    try:
        run("initdb", "-D", data, "-A", "trust", "-U", owner, "-E", "UTF8", "--no-locale", "-N")
        # Only a machine that loses its power would need what is written to be on the disk.
        options = (
            f"-c listen_addresses='' -c unix_socket_directories={home} -c max_connections=50"
            " -c fsync=off -c full_page_writes=off"
        )
        run("pg_ctl", "-D", data, "-w", "-o", options, "-l", str(home / "log"), "start")
        try:
            yield f"postgresql://{owner}@/postgres?host={home}"
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _other_user() -> str:
    known = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
