"""Find missing questions, indicators or instruments at the finest level that a file contains."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from ita.domain.problems import Problem, Severity
from ita.reading.scores.claims import Claim, Owner
from ita.reading.scores.codes import expected_items
from ita.reading.tables.headers import INDICATORS_OF, INSTRUMENT_OF
from ita.reading.tables.item_codes import item_code

# A problem's code, the missing parts, and their instrument (questions) or count (others).
Gap = tuple[str, str, str]

_SEVERITY: dict[str, Severity] = {
    "items-missing": "error",
    "indicators-missing": "warning",
    "instruments-missing": "warning",
}


def missing_parts(claims: Iterable[Claim], variant: str | None) -> list[Problem]:
    """Return a problem for each distinct gap in the data of the agencies and years of a file.

    Where a file has questions, they are compared with the framework of the year. Where it has
    indicators but no questions, missing indicators are reported, otherwise missing instruments. A
    file with only totals is complete.
    """
    codes: dict[Owner, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    indicators: dict[Owner, set[str]] = defaultdict(set)
    instruments: dict[Owner, set[str]] = defaultdict(set)
    for claim in claims:
        owner = claim.owner
        if claim.level == "item":
            codes[owner][claim.instrument].add(claim.key)
        elif claim.level == "indicator":
            # A blank indicator is not missing: it is reported as a blank cell.
            indicators[owner].add(claim.key)
        elif claim.level not in ("instrument", "part", "weighted") or claim.value is None:
            continue
        instruments[owner].add(claim.instrument)
    owners_of: dict[Gap, list[Owner]] = defaultdict(list)
    for owner, present in instruments.items():
        gaps = list(_missing_questions(codes.get(owner, {}), owner.year, variant))
        if indicators[owner] and owner not in codes:
            gaps.append(_gap("indicators-missing", map(str, INSTRUMENT_OF), indicators[owner]))
        elif "" not in present:
            # Questions of an unknown instrument may belong to the one that seems to be missing.
            gaps.append(_gap("instruments-missing", INDICATORS_OF, present))
        for gap in gaps:
            if gap[1]:
                owners_of[gap].append(owner)
    return [
        Problem(code, _SEVERITY[code], value=value, detail={"of": of, "whose": _first_of(owners)})
        for (code, value, of), owners in owners_of.items()
    ]


def _gap(code: str, expected: Iterable[str], present: Iterable[str]) -> Gap:
    absent = [each for each in expected if each not in present]
    return code, ", ".join(absent), str(len(absent))


def _missing_questions(
    codes_of: Mapping[str, set[str]], year: int | None, variant: str | None
) -> Iterable[Gap]:
    for instrument, codes in codes_of.items():
        expected = [code for code, _, _ in expected_items(year, variant, instrument)]
        lacking = [code for code in expected if code not in codes]
        # Questions with unreadable codes may be the ones that seem to be missing.
        if lacking and "" not in codes_of and all(map(item_code, codes)):
            yield "items-missing", _runs(expected, lacking), instrument


def _runs(all_codes: Sequence[str], codes: Sequence[str]) -> str:
    """Return the codes with consecutive ones joined: "I1–I4, I6"."""
    steps = groupby(enumerate(codes), lambda each: all_codes.index(each[1]) - each[0])
    runs = ([code for _, code in run] for _, run in steps)
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _first_of(owners: Sequence[Owner]) -> str:
    """Return the first agency and year, and the number of the others: "ตราด 2564 (+3)"."""
    first = " ".join(str(part) for part in owners[0] if part is not None) or "–"
    return first if len(owners) == 1 else f"{first} (+{len(owners) - 1})"
