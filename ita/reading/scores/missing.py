"""What a file leaves out of the finest level that it tells: questions, indicators, instruments."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ita.domain.problems import Problem, Severity
from ita.reading.scores.codes import expected_items
from ita.reading.scores.contents import Claim, Item
from ita.reading.tables.headers import INDICATORS_OF, INSTRUMENT_OF
from ita.reading.tables.item_codes import item_code

Owner = tuple[str | None, int | None]
# A problem's code, what is missing, and of what or how many.
Gap = tuple[str, str, str]

_INSTRUMENTS = ("instrument", "part", "weighted")
_SEVERITY: dict[str, Severity] = {
    "items-missing": "error",
    "indicators-missing": "warning",
    "instruments-missing": "warning",
}


def missing_parts(
    items: Iterable[Item], claims: Iterable[Claim], variant: str | None
) -> list[Problem]:
    """A problem for each thing that agencies and years of a file lack.

    A file of questions lacks questions where the year's framework knows more; one of indicators
    lacks indicators; one of instruments lacks instruments. A file of totals lacks nothing: no
    figure in it is incomplete.
    """
    questions: dict[Owner, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for item in items:
        questions[item[:2]][item.instrument].add(item.code)
    told: dict[Owner, set[tuple[str, str]]] = defaultdict(set)
    for claim in claims:
        # A blank indicator is there, and has a problem of its own; a blank instrument is not there.
        if claim.level == "indicator" or (claim.level in _INSTRUMENTS and claim.value is not None):
            told[claim[:2]].add((claim.level, claim.key.split()[0]))
    owners_of: dict[Gap, list[Owner]] = defaultdict(list)
    for owner, found in questions.items():
        # Beside questions the indicators or the score of another instrument may be printed.
        printed = {
            INSTRUMENT_OF[int(name)] if level == "indicator" else name
            for level, name in told.get(owner, ())
        }
        for gap in _of_questions(found, printed, owner[1], variant):
            owners_of[gap].append(owner)
    for owner, levels in told.items():
        if owner not in questions:
            for gap in _of_claims(levels):
                owners_of[gap].append(owner)
    return [
        Problem(code, _SEVERITY[code], value=value, detail={"of": of, "whose": _whose(owners)})
        for (code, value, of), owners in owners_of.items()
    ]


def _of_questions(
    found: dict[str, set[str]], printed: set[str], year: int | None, variant: str | None
) -> list[Gap]:
    if "" in found:
        # Questions whose instrument isn't known may be the ones that seem to be missing.
        return []
    missing: list[Gap] = []
    for instrument in found:
        expected = [code for code, _, _ in expected_items(year, variant, instrument)]
        lacking = [code for code in expected if code not in found[instrument]]
        # Questions whose codes cannot be read may be the ones that seem to be missing.
        if lacking and all(map(item_code, found[instrument])):
            missing.append(("items-missing", _runs(expected, lacking), instrument))
    absent = [each for each in INDICATORS_OF if each not in found and each not in printed]
    return [*missing, _absent(absent)] if absent else missing


def _of_claims(found: set[tuple[str, str]]) -> list[Gap]:
    indicators = {key for level, key in found if level == "indicator"}
    if indicators:
        absent = [str(number) for number in INSTRUMENT_OF if str(number) not in indicators]
        return [("indicators-missing", ", ".join(absent), str(len(absent)))] if absent else []
    named = {key for _, key in found}
    absent = [instrument for instrument in INDICATORS_OF if instrument not in named]
    return [_absent(absent)] if absent else []


def _absent(instruments: list[str]) -> Gap:
    return "instruments-missing", ", ".join(instruments), str(len(instruments))


def _runs(all_codes: Sequence[str], codes: Sequence[str]) -> str:
    """Codes as a reader lists them: "I1–I4, I6"."""
    runs: list[list[str]] = []
    for code in codes:
        if runs and all_codes.index(code) == all_codes.index(runs[-1][-1]) + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _whose(owners: list[Owner]) -> str:
    """The first agency and year, and how many more there are: "ตราด 2564 (+3)"."""
    first = " ".join(str(part) for part in owners[0] if part is not None) or "–"
    return first if len(owners) == 1 else f"{first} (+{len(owners) - 1})"
