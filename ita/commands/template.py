"""`python -m ita template`: an empty workbook to fill in."""

from pathlib import Path

import click

from ita.commands.console import language_option
from ita.domain.framework import VARIANTS, load_framework
from ita.language import Words
from ita.publishing.excel.blank_workbook import make_blank_workbook


@click.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--year", type=int, default=2565, show_default=True, help="Fiscal year (B.E.).")
@click.option("--variant", type=click.Choice(VARIANTS), default="national", show_default=True)
@language_option
def template(out: Path, year: int, variant: str, words: Words) -> None:
    """An empty workbook to fill in."""
    out.write_bytes(make_blank_workbook(load_framework(year, variant), words))
    click.echo(out)
