"""Under which headings a row stands."""

import re
from dataclasses import dataclass

from ita.reading.scores.claims import Claim, Owner
from ita.reading.scores.labels import Label
from ita.reading.tables.headers import INDICATORS_OF, INSTRUMENT_OF
from ita.reading.tables.item_codes import INSTRUMENT_OF_LETTER, item_code

# What stands before the name of a sub-indicator.
_NUMBER = re.compile(r"[\d.]+\s*")


@dataclass
class Headings:
    """The instrument, part, indicator and sub-indicator that the headings so far have opened."""

    instrument: str = ""
    part: int | None = None
    indicator: int | None = None
    sub_indicator: str = ""
    sub_indicator_name: str | None = None

    def enter(self, label: Label) -> None:
        """Opens the heading of a label; other labels change nothing."""
        if label.kind in ("instrument", "part"):
            self.instrument, self.part = label.instrument, int(label.part) if label.part else None
            if self.indicator not in INDICATORS_OF[self.instrument]:
                self._open_indicator(None)
        elif label.kind in ("indicator", "group"):
            self.enter_indicator(label.indicator)
        if label.kind == "group":
            # "9.1.1" lies below "9.1". (DOMAIN.md §1)
            sub_indicator = ".".join(label.sub_indicator.split(".")[:2])
            if not label.third_level:
                self.sub_indicator_name = _NUMBER.sub("", label.text, count=1) or None
            elif sub_indicator != self.sub_indicator:
                self.sub_indicator_name = None
            self.sub_indicator = sub_indicator

    def enter_indicator(self, number: int | None) -> None:
        """Opens an indicator; its own heading repeated on a new page changes nothing."""
        if number == self.indicator:
            return
        instrument = INSTRUMENT_OF.get(number or 0, "")
        if instrument != self.instrument:
            self.instrument, self.part = instrument, None
        self._open_indicator(number if instrument else None)

    def _open_indicator(self, number: int | None) -> None:
        self.indicator, self.sub_indicator, self.sub_indicator_name = number, "", None

    def item_claim(self, owner: Owner, code: str, text: str = "") -> Claim:
        """The claim of an item below the headings, still without its score."""
        return Claim(
            owner,
            self.instrument or INSTRUMENT_OF_LETTER.get(item_code(code)[:1], ""),
            self.part,
            self.indicator,
            self.sub_indicator,
            self.sub_indicator_name,
            code,
            text,
            None,
            "",
            "",
        )
