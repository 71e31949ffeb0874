"""What a composition says, before anything is drawn: pictures and slides are both made of it."""

from dataclasses import dataclass

from ita.charts.palette import Band


@dataclass(frozen=True)
class Head:
    """What stands above and below every composition; `office` is the agency and the year."""

    office: str
    title: str
    subtitle: str
    source: str


@dataclass(frozen=True)
class Scored:
    """Something with a score of 0-100, None where it is missing; `band` says where it lies.

    `note` is its level, or what it earned of its weight.
    """

    key: str
    label: str
    score: float | None
    band: Band | None
    note: str = ""


@dataclass(frozen=True)
class Result:
    """The result on one sheet. `groups` are the instruments, each with its indicators."""

    head: Head
    total: Scored
    verdict: str
    groups: tuple[tuple[Scored, tuple[Scored, ...]], ...]
    marks: tuple[float, float]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """A measure that answers a question: what is done, who does it, by when."""

    number: str
    issue: str
    who: str
    deadline: str


@dataclass(frozen=True)
class Weak:
    """One of the weakest questions and its answers; where nothing answers it, `gap` says why."""

    item: Scored
    answers: tuple[Answer, ...]
    gap: str = ""


@dataclass(frozen=True)
class Weakest:
    """The weakest questions, the worst first.

    `more` counts those tied with the last that found no place; `empty` says why there are none.
    """

    head: Head
    rows: tuple[Weak, ...]
    more: int = 0
    empty: str = ""


@dataclass(frozen=True)
class Task:
    """A measure as its division must see it; `state` is one of status.MEASURE_STATES.

    `is_named` says that it names the division, which shares the others.
    """

    number: str
    issue: str
    deadline: str
    state: str
    state_name: str
    is_named: bool


@dataclass(frozen=True)
class Tasks:
    """The measures of a division, its own before those that it shares, by date."""

    head: Head
    counts: tuple[tuple[str, int], ...]
    rows: tuple[Task, ...]


@dataclass(frozen=True)
class Share:
    """A division's reports of a month and how much of its work is done.

    `counts` are in the order of Month.states; `done` in percent, None where it has no work.
    """

    division: str
    counts: tuple[int, ...]
    done: float | None


@dataclass(frozen=True)
class Month:
    """The progress of a month: what was reported, what was not, who is how far."""

    head: Head
    cards: tuple[tuple[str, int], ...]
    measures: int
    states: tuple[tuple[str, str], ...]
    rows: tuple[Share, ...]


@dataclass(frozen=True)
class Change:
    """A score before and after, and the difference between the two as they are shown.

    `change` is None where one of them is missing, or where the two are not comparable.
    """

    label: str
    before: float | None
    after: float | None
    change: float | None


@dataclass(frozen=True)
class Years:
    """Year against year: totals of every year, if there is one, and the indicators of the last two.

    `change` is how the total moved between those two, None where one is missing or they are not
    comparable; `notes` say what is not and why. Without indicators, `rows` are the instruments.
    """

    head: Head
    totals: tuple[Scored, ...]
    change: float | None
    years: tuple[str, str]
    rows: tuple[Change, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class RankRow:
    """An agency in a ranking; `item` has its rank as key, `skipped` counts those left out above."""

    item: Scored
    is_agency: bool
    skipped: int = 0


@dataclass(frozen=True)
class Agencies:
    """The agencies of a year by one figure, one's own among them.

    `figure` is that of the agency with its rank as key, "" where it has none. `piles` counts the
    agencies in steps of equal width from `start` to 100, its own one in `agency_pile`. `means` are
    those of the group and of the nation, with one of the symbols of the sheet as key.
    """

    head: Head
    figure: Scored
    ranked: int
    comparisons: tuple[str, ...]
    start: int
    piles: tuple[int, ...]
    agency_pile: int | None
    means: tuple[Scored, ...]
    rows: tuple[RankRow, ...]


@dataclass(frozen=True)
class BestRow:
    """A weak indicator beside the agency that is best at it, and how many are as good.

    `measures` are what that agency does for the indicator; `more` counts those that found no place.
    """

    weak: Scored
    best: Scored
    gap: float
    tied: int
    measures: tuple[Answer, ...] = ()
    more: int = 0


@dataclass(frozen=True)
class BestPractice:
    """An agency's weakest indicators, the weakest first, and who is best at each.

    `more` counts those tied with the last that found no place.
    """

    head: Head
    rows: tuple[BestRow, ...]
    more: int = 0


@dataclass(frozen=True)
class NewScore:
    """A changed score of a scenario; `gain` is in points of the total."""

    key: str
    text: str
    before: float
    after: float
    gain: float


@dataclass(frozen=True)
class WhatIf:
    """What new scores give: the total with its level before and after, and what is changed.

    `rows` begin with what moves the total most; `more` counts those that found no place, which
    together move it by `rest`. `effects` is what few changes move beside the total.
    """

    head: Head
    before: Scored
    after: Scored
    change: float | None
    instruments: tuple[Change, ...]
    rows: tuple[NewScore, ...]
    more: int = 0
    rest: float = 0.0
    effects: tuple[Change, ...] = ()


Content = Result | Weakest | Tasks | Month | Years | Agencies | BestPractice | WhatIf
