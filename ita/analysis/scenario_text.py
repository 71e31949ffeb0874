"""Figures by key as one text, as links and the command line have them: "I11-100_E14-97.5"."""

from collections.abc import Collection, Mapping


def parse_pairs(
    text: str, keys: Collection[str], lowest: float, highest: float
) -> tuple[dict[str, float], list[str]]:
    """Figures by key from "I11-100_E14-97.5", and the parts that name no key or no such figure."""
    values: dict[str, float] = {}
    unknown = []
    for part in filter(None, text.split("_")):
        key, _, figure = part.partition("-")
        try:
            value = float(figure)
        except ValueError:
            value = float("nan")
        if key in keys and lowest <= value <= highest:
            values[key] = value
        else:
            unknown.append(part)
    return values, unknown


def format_pairs(values: Mapping[str, float]) -> str:
    """What `parse_pairs` reads; no figure loses a digit."""
    return "_".join(
        f"{key}-{repr(float(value)).removesuffix('.0')}" for key, value in values.items()
    )
