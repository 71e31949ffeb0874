"""The data classes of compositions, from which pictures and slides are drawn."""

from dataclasses import dataclass

from ita.charts.palette import Band


@dataclass(frozen=True)
class Head:
    """The texts above and below a composition; `office` is the agency and the year."""

    office: str
    title: str
    subtitle: str
    source: str


@dataclass(frozen=True)
class Scored:
    """A labelled score of 0-100, None if it is missing, with the band that it falls into.

    `note` is its level, or its weighted score and weight.
    """

    key: str
    label: str
    score: float | None
    band: Band | None
    note: str = ""


@dataclass(frozen=True)
class Result:
    """The result of a year. `groups` are the instruments, each with its indicators.

    `marks` are the pass mark and the excellence mark.
    """

    head: Head
    total: Scored
    verdict: str
    groups: tuple[tuple[Scored, tuple[Scored, ...]], ...]
    marks: tuple[float, float]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """A measure that answers a question, with who is responsible and the deadline."""

    number: str
    issue: str
    who: str
    deadline: str


@dataclass(frozen=True)
class Weak:
    """One of the weakest questions and its answers; without answers, `gap` is the reason."""

    item: Scored
    answers: tuple[Answer, ...]
    gap: str = ""


@dataclass(frozen=True)
class Weakest:
    """The weakest questions, the worst first.

    `more` counts omitted questions tied with the last; `empty` is the reason if there are none.
    """

    head: Head
    rows: tuple[Weak, ...]
    more: int = 0
    empty: str = ""


@dataclass(frozen=True)
class Task:
    """A measure in the list of a division; `state` is one of status.MEASURE_STATES.

    `is_named` is False for measures of every division.
    """

    number: str
    issue: str
    deadline: str
    state: str
    state_name: str
    is_named: bool


@dataclass(frozen=True)
class Tasks:
    """The measures of a division, its own before shared ones, each group by date."""

    head: Head
    counts: tuple[tuple[str, int], ...]
    rows: tuple[Task, ...]


@dataclass(frozen=True)
class Share:
    """The reports of a division in a month, and its progress.

    `counts` are in the order of Month.states; `done` is in percent, None if it has no work.
    """

    division: str
    counts: tuple[int, ...]
    done: float | None


@dataclass(frozen=True)
class Month:
    """The follow-up of a month: counts by state of the report, in total and by division."""

    head: Head
    cards: tuple[tuple[str, int], ...]
    measures: int
    states: tuple[tuple[str, str], ...]
    rows: tuple[Share, ...]


@dataclass(frozen=True)
class Change:
    """A score before and after, and the difference between the two as shown.

    `change` is None if a score is missing or the two are not comparable.
    """

    label: str
    before: float | None
    after: float | None
    change: float | None


@dataclass(frozen=True)
class Years:
    """The totals of all years, empty if there are none, and the indicators of the last two.

    `change` is the change of the total between the last two years, None if one is missing or they
    are not comparable; `notes` explain what is not. Without indicators, `rows` are instruments.
    """

    head: Head
    totals: tuple[Scored, ...]
    change: float | None
    years: tuple[str, str]
    rows: tuple[Change, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class RankRow:
    """An agency in a ranking; `item.key` is its rank, `skipped` counts those omitted above."""

    item: Scored
    is_agency: bool
    skipped: int = 0


@dataclass(frozen=True)
class Agencies:
    """The position of an agency among those of its year by one figure.

    `figure` is the agency's, with its rank as key, "" if it has none. `piles` is a histogram of
    all agencies with bins of equal width from `start` to 100; `agency_pile` is the index of the
    agency's bin. `means` are the group's and the national mean, with their symbol as key.
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
    """A weak indicator and the best agency's; `tied` counts other agencies with the same score.

    `measures` are the best agency's for the indicator; `more` counts omitted measures.
    """

    weak: Scored
    best: Scored
    gap: float
    tied: int
    measures: tuple[Answer, ...] = ()
    more: int = 0


@dataclass(frozen=True)
class BestPractice:
    """An agency's weakest indicators, the weakest first, and the best agency for each.

    `more` counts omitted indicators tied with the last.
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
    """A scenario: the total with its level before and after, and the changed scores.

    `rows` are the changes with the largest gain first; `more` counts omitted ones, whose gains add
    up to `rest`. `effects` are changed indicators and instruments, if there is room for them.
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
