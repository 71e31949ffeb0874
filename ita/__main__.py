"""`python -m ita`: the dashboard's work from the command line."""

import sys
from importlib import import_module
from io import TextIOWrapper

import click

# For each command: "module:function" in ita.commands, and its line in the list of commands.
COMMANDS = {
    "backup": ("backup:backup", "Everything in a store, at one moment, into a file."),
    "check": ("check:check", "Problems of workbooks and reports, a line each."),
    "compare": ("compare:compare", "Results side by side, by years and by agencies."),
    "export": ("export:export", "Pictures, document, slides and data of workbooks."),
    "import": ("imports:import_results", "Results of many agencies from a list into the store."),
    "measures": ("measures:measures", "Measures by indicator and division, and what is overdue."),
    "restore": ("backup:restore", "A backup into a store."),
    "serve": ("serve:serve", "Open the dashboard."),
    "summary": ("summary:summary", "Result of one workbook."),
    "template": ("template:template", "An empty workbook to fill in."),
}


class Commands(click.Group):
    """A group that imports a command only when it is called; importing all takes a second."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command with this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(f"ita.commands.{module}"), function)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_line) for name, (_, help_line) in COMMANDS.items()])


@click.group(cls=Commands)
def main() -> None:
    """Results of the integrity assessment (ITA) from an office's spreadsheet."""
    # Printing Thai to a console with another code page would raise UnicodeEncodeError.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    main()
