"""Under which headings a row stands."""

from dataclasses import dataclass

from ita.reading.scores.labels import Label
from ita.reading.tables.headers import INDICATORS_OF, INSTRUMENT_OF


@dataclass
class HeadingContext:
    """The instrument, part, indicator and sub-indicator that the headings so far have opened."""

    instrument: str = ""
    part: int | None = None
    indicator: int | None = None
    sub_indicator: str = ""

    def enter(self, label: Label) -> None:
        """Opens the heading of a label; other labels leave the place as it is."""
        if label.kind in ("instrument", "part"):
            self.enter_instrument(label.instrument, label.part)
        elif label.kind == "indicator":
            self.enter_indicator(label.indicator)
        elif label.kind == "group":
            self.enter_indicator(label.indicator)
            self.sub_indicator = second_level(label.sub_indicator)

    def enter_instrument(self, instrument: str, part: str) -> None:
        """Opens an instrument, and its part if one is named."""
        self.instrument = instrument
        self.part = int(part) if part else None
        if self.indicator not in INDICATORS_OF[instrument]:
            self.indicator, self.sub_indicator = None, ""

    def enter_indicator(self, number: int | None) -> None:
        """Opens an indicator; its own heading repeated on a new page changes nothing."""
        if number == self.indicator:
            return
        instrument = INSTRUMENT_OF.get(number or 0, "")
        if instrument != self.instrument:
            self.part = None
        self.indicator = number if instrument else None
        self.instrument, self.sub_indicator = instrument, ""


def second_level(sub_indicator: str) -> str:
    """The sub-indicator that a third level belongs to: "9.1.1" -> "9.1". (DOMAIN.md §1)"""
    return ".".join(sub_indicator.split(".")[:2])
