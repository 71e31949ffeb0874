"""The briefing for a director: the contents of its slides, and optional lists of divisions."""

from dataclasses import replace

from ita.domain.tables import INSTRUMENTS
from ita.language import Words
from ita.measures.plan_progress import PlanProgress
from ita.measures.yearly_analysis import (
    ChecklistError,
    Evidence,
    PartStatus,
    check_yearly_analysis,
    load_required_parts,
)
from ita.publishing.catalogue import Choice, Material, gather_content, missing_part
from ita.publishing.content.briefing import (
    gather_gaps,
    gather_indicators,
    gather_losses,
    gather_requests,
    gather_timeline,
    gather_work,
)
from ita.publishing.content.gather import gather_weakest
from ita.publishing.content.listing import AnyContent
from ita.publishing.content.model import Weakest
from ita.publishing.office_templates import TemplateError, office_folder


def list_briefing(
    material: Material, words: Words, month: str = "", *, bundled: bool = False
) -> list[AnyContent]:
    """Return the contents of at most twelve slides: result, weak points, then the plan.

    `month` is the reported month, by default the last one that has begun. Raises TemplateError if
    the office's own checklist of the analysis cannot be used; `bundled` ignores that checklist.
    """
    choice = Choice(month=month or (material.months or [""])[-1])
    contents = [
        gather_content("result", material, choice, words),
        gather_losses(material.assessment, words, material.made),
        _gather_scores(material, choice, words),
        *_gather_weakest(material, words),
    ]
    plan = material.progress
    if plan is not None and len(plan.measures):
        checks = check_material(material, bundled=bundled)
        contents += [
            gather_work(plan, words),
            gather_timeline(plan, words),
            gather_content("month", material, choice, words)
            if missing_part("month", material) is None
            else None,
            gather_gaps(material.assessment, plan, checks, words),
            gather_requests(material.assessment, plan, choice.month, words),
        ]
    return [content for content in contents if content is not None]


def list_division_lists(material: Material, words: Words) -> list[AnyContent]:
    """Return the lists of measures of all divisions, for the appendix."""
    return [
        gather_content("tasks", material, Choice(division=division), words)
        for division in material.divisions
    ]


def check_material(material: Material, *, bundled: bool = False) -> tuple[PartStatus, ...]:
    """Return the status of each part of the yearly analysis, by the office's own list if any.

    Raises TemplateError if that list cannot be used.
    """
    folder = None if bundled else office_folder()
    try:
        parts = load_required_parts(folder)
    except ChecklistError as error:
        refusal = TemplateError("checklist", error.detail)
        refusal.path = folder
        raise refusal from error
    evidence = Evidence(material.assessment, material.progress, material.last_year)
    return check_yearly_analysis(evidence, parts)


def _gather_scores(material: Material, choice: Choice, words: Words) -> AnyContent | None:
    """Return the comparison of years, or else the indicators of the year, or None."""
    if missing_part("years", material) is None:
        return gather_content("years", material, choice, words)
    if missing_part("indicators", material) is None:
        return gather_indicators(material.assessment, material.progress, words, material.made)
    return None


def _gather_weakest(material: Material, words: Words) -> list[AnyContent]:
    """Return the weakest questions by instrument; the last one names instruments without any."""
    plan: PlanProgress | None = material.progress
    contents: list[AnyContent] = []
    equal = []
    for instrument in INSTRUMENTS:
        if not (material.assessment.ranked["instrument"] == instrument).any():
            continue
        weakest = gather_weakest(
            material.assessment, plan, words, material.made, instrument=instrument
        )
        if weakest.rows:
            contents.append(weakest)
        else:
            equal.append(f"{instrument}: {words('compositions.weakest.empty')}")
    last = contents[-1] if contents else None
    if equal and isinstance(last, Weakest):
        subtitle = " · ".join([last.head.subtitle, *equal])
        contents[-1] = replace(last, head=replace(last.head, subtitle=subtitle))
    return contents
