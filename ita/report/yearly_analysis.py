"""Texts about missing parts of the yearly analysis."""

from ita.language import Words
from ita.measures.yearly_analysis import PartStatus, number_ranges


def part_detail(status: PartStatus, words: Words) -> str:
    """Return the questions or measures that lack a part, or why it is unknown; "" for none."""
    if status.state == "unknown":
        last_year = status.part.check.startswith("last_year")
        return words(f"yearly_analysis.{'no_last_year' if last_year else 'nothing'}")
    if status.items:
        return words.digits(", ".join(status.items))
    if status.measures:
        return words(
            "yearly_analysis.measures",
            missing=words.digits(len(status.measures)),
            count=words.digits(status.count),
            numbers=words.digits(number_ranges(status.measures)),
        )
    return words("yearly_analysis.nothing") if status.state == "missing" else ""


def part_line(status: PartStatus, words: Words) -> str:
    """A part in one line: its name, its state and what it lacks."""
    detail = part_detail(status, words)
    state = words(f"yearly_analysis.states.{status.state}")
    line = f"{words.of(status.part.name)}: {state}"
    return f"{line} ({detail})" if detail else line
