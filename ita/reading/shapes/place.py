"""Under which headings a row stands."""

from dataclasses import dataclass

from ita.reading.headers import INDICATORS_OF
from ita.reading.labels import Label, instrument_of_indicator


@dataclass
class Place:
    """The instrument, part, indicator and sub-indicator that the headings so far have opened."""

    instrument: str = ""
    part: str = ""
    indicator: int | None = None
    sub_indicator: str = ""

    def enter(self, label: Label) -> None:
        """Opens the heading of a label; other labels leave the place as it is."""
        if label.kind in ("instrument", "part"):
            self.instrument, self.part = label.instrument, label.part
            if self.indicator not in INDICATORS_OF[label.instrument]:
                self.indicator, self.sub_indicator = None, ""
        elif label.kind == "indicator":
            self.enter_indicator(label.indicator)
        elif label.kind == "group":
            self.enter_indicator(label.indicator)
            self.sub_indicator = second_level(label.sub_indicator)

    def enter_indicator(self, number: int | None) -> None:
        """Opens an indicator; its own heading repeated on a new page changes nothing."""
        if number == self.indicator:
            return
        instrument = instrument_of_indicator(number)
        if instrument != self.instrument:
            self.part = ""
        self.indicator, self.instrument, self.sub_indicator = number, instrument, ""


def second_level(sub_indicator: str) -> str:
    """The sub-indicator that a third level belongs to: "9.1.1" -> "9.1". (DOMAIN.md §1)"""
    return ".".join(sub_indicator.split(".")[:2])
