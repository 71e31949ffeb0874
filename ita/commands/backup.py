"""`python -m ita backup` and `restore`: a whole store in one file, while others use the store."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import click

from ita.commands.console import BAD_INPUT, FILE, language_option
from ita.language import Words
from ita.store import StoreError, default_address, open_store
from ita.store.backup import BackupError, TableCheck, back_up
from ita.store.backup import restore as restore_backup

_store_option = click.option(
    "--store", "address", help="Path or URL of the store, by default that of ITA_STORE."
)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_store_option
@click.option("--overwrite", is_flag=True, help="Replace an existing file.")
@language_option
def backup(file: Path, address: str | None, overwrite: bool, language: str) -> None:
    """Everything in a store, at one moment, into a file; visitors go on meanwhile."""
    words = Words(language)
    try:
        store = open_store(address or default_address(os.environ))
        checks = back_up(store, file, overwrite=overwrite)
    except (BackupError, StoreError) as error:
        _refuse(error, file, words)
    click.echo(words("backup.saved", file=str(file)))
    _echo_checks(checks, words)


@click.command()
@click.argument("file", type=FILE)
@_store_option
@click.option("--overwrite", is_flag=True, help="Replace what the store holds.")
@language_option
def restore(file: Path, address: str | None, overwrite: bool, language: str) -> None:
    """A backup into a store of either kind: everything, compared with the backup, or nothing."""
    words = Words(language)
    try:
        store = open_store(address or default_address(os.environ))
        checks = restore_backup(store, file, overwrite=overwrite)
        # An older program may have made its results.
        store.recompute_results()
    except (BackupError, StoreError) as error:
        _refuse(error, file, words)
    click.echo(words("backup.restored", file=str(file)))
    _echo_checks(checks, words)


def _refuse(error: BackupError | StoreError, file: Path, words: Words) -> NoReturn:
    if isinstance(error, BackupError):
        detail = str(error).removeprefix(f"{error.reason}: ")
        click.echo(words(f"backup.{error.reason}", file=str(file), detail=detail), err=True)
    else:
        click.echo(words(f"store.{error.reason}"), err=True)
    sys.exit(BAD_INPUT)


def _echo_checks(checks: Mapping[str, TableCheck], words: Words) -> None:
    for name, check in checks.items():
        click.echo(
            words("backup.table", name=name, rows=f"{check.rows:,}", checksum=check.checksum[:16])
        )
