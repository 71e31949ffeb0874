"""`python -m ita serve`: the dashboard."""

import subprocess
import sys
from pathlib import Path

import click


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def serve(options: tuple[str, ...]) -> None:
    """Open the dashboard: the same as `streamlit run app.py`, with the same options."""
    entrance = Path(__file__).parents[2] / "app.py"
    command = [sys.executable, "-m", "streamlit", "run", str(entrance), *options]
    sys.exit(subprocess.call(command))
