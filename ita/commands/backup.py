"""`python -m ita backup` and `restore`: a whole store in one file, while others use the store."""

from collections.abc import Mapping
from pathlib import Path

import click

from ita.commands.console import FILE, language_option, stop, store_option, use_store
from ita.language import Words
from ita.store.backup import BackupError, TableCheck, back_up
from ita.store.backup import restore as restore_backup


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@store_option
@click.option("--overwrite", is_flag=True, help="Replace an existing file.")
@language_option
def backup(file: Path, address: str | None, overwrite: bool, words: Words) -> None:
    """Everything in a store, at one moment, into a file; visitors go on meanwhile."""
    try:
        with use_store(address, words) as store:
            checks = back_up(store, file, overwrite=overwrite)
    except BackupError as error:
        stop(words(f"backup.{error.reason}", file=str(file), detail=error.detail))
    click.echo(words("backup.saved", file=str(file)))
    _echo_checks(checks, words)


@click.command()
@click.argument("file", type=FILE)
@store_option
@click.option("--overwrite", is_flag=True, help="Replace what the store holds.")
@language_option
def restore(file: Path, address: str | None, overwrite: bool, words: Words) -> None:
    """A backup into a store of either kind: everything, compared with the backup, or nothing."""
    try:
        with use_store(address, words) as store:
            checks = restore_backup(store, file, overwrite=overwrite)
            # An older program may have made its results.
            store.recompute_results()
    except BackupError as error:
        stop(words(f"backup.{error.reason}", file=str(file), detail=error.detail))
    click.echo(words("backup.restored", file=str(file)))
    _echo_checks(checks, words)


def _echo_checks(checks: Mapping[str, TableCheck], words: Words) -> None:
    for name, check in checks.items():
        click.echo(
            words("backup.table", name=name, rows=f"{check.rows:,}", checksum=check.checksum[:16])
        )
