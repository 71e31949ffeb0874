"""Under which headings a row stands."""

import re
from dataclasses import dataclass

from ita.reading.scores.labels import Label
from ita.reading.tables.headers import INDICATORS_OF, INSTRUMENT_OF

# What stands before the name of a sub-indicator.
_NUMBER = re.compile(r"[\d.]+\s*")


@dataclass
class HeadingContext:
    """The instrument, part, indicator and sub-indicator that the headings so far have opened."""

    instrument: str = ""
    part: int | None = None
    indicator: int | None = None
    sub_indicator: str = ""
    sub_indicator_name: str | None = None

    def enter(self, label: Label) -> None:
        """Opens the heading of a label; other labels leave the place as it is."""
        if label.kind in ("instrument", "part"):
            self.enter_instrument(label.instrument, label.part)
        elif label.kind == "indicator":
            self.enter_indicator(label.indicator)
        elif label.kind == "group":
            self.enter_indicator(label.indicator)
            sub = second_level(label.sub_indicator)
            if not label.third_level:
                self.sub_indicator_name = _NUMBER.sub("", label.text, count=1) or None
            elif sub != self.sub_indicator:
                self.sub_indicator_name = None
            self.sub_indicator = sub

    def enter_instrument(self, instrument: str, part: str) -> None:
        """Opens an instrument, and its part if one is named."""
        self.instrument = instrument
        self.part = int(part) if part else None
        if self.indicator not in INDICATORS_OF[instrument]:
            self.indicator = None
            self._leave_sub_indicator()

    def enter_indicator(self, number: int | None) -> None:
        """Opens an indicator; its own heading repeated on a new page changes nothing."""
        if number == self.indicator:
            return
        instrument = INSTRUMENT_OF.get(number or 0, "")
        if instrument != self.instrument:
            self.part = None
        self.indicator = number if instrument else None
        self.instrument = instrument
        self._leave_sub_indicator()

    def _leave_sub_indicator(self) -> None:
        self.sub_indicator, self.sub_indicator_name = "", None


def second_level(sub_indicator: str) -> str:
    """The sub-indicator that a third level belongs to: "9.1.1" -> "9.1". (DOMAIN.md §1)"""
    return ".".join(sub_indicator.split(".")[:2])
