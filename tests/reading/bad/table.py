"""The bad files as the table of BAD_INPUT.md; `python -m tests.reading.bad.table` prints it."""

from tests.reading.bad import CASES


def table() -> str:
    """The list as the table of BAD_INPUT.md; `python -m tests.reading.bad.table` prints it."""
    lines = [
        "# What reading bears",
        "",
        "Every case is built by `tests/reading/bad` and read by `test_bad_input.py`;",
        "`python -m tests.reading.bad.table` writes this table, and a test compares the two.",
        "",
        "| case | file | outcome |",
        "|---|---|---|",
    ]
    for section in dict.fromkeys(case.section for case in CASES):
        lines.append(f"| **{section}** | | |")
        lines += [
            f"| {_cell(case.name)} | {_cell(case.file)} | {case.outcome} |"
            for case in CASES
            if case.section == section
        ]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    short = text if len(text) <= 60 else text[:20] + "…"
    return "".join(letter if letter.isprintable() else "·" for letter in short).translate(
        {ord("|"): "\\|", ord("<"): "&lt;"}
    )


if __name__ == "__main__":
    print(table(), end="")
