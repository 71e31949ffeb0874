"""The analysis of a result as a draft Word document, made from a template."""

from collections.abc import Sequence

from ita.analysis.assessment import Assessment
from ita.language import Words
from ita.measures.plan_progress import PlanProgress
from ita.measures.yearly_analysis import PartStatus
from ita.publishing.word.contents import describe_result
from ita.publishing.word.measures import (
    describe_follow_ups,
    describe_measures,
    describe_open_parts,
)
from ita.publishing.word.render import render

__all__ = ["make_document"]


def make_document(
    assessment: Assessment,
    words: Words,
    progress: PlanProgress | None = None,
    *,
    checks: Sequence[PartStatus] = (),
    bundled: bool = False,
) -> bytes:
    """Return the analysis of an assessment as bytes of a .docx file, in the language of `words`.

    `progress` are the measures that answer it, with their states on a day. `checks` are the parts
    of the analysis; the draft has marked blanks for missing ones. Data that the assessment lacks
    is left out, with a note. Texts of the files are unchanged, including their numerals; computed
    figures have the numerals of `words`. The template is the office's own, or with `bundled` the
    one that comes with the dashboard; raises TemplateError if the office's own cannot be used.
    """
    if progress is not None and progress.measures.empty:
        progress = None
    plan = progress.plan if progress else None
    content = describe_result(assessment, plan, words)
    content["measures"] = describe_measures(plan, words) if plan else None
    content["follow_ups"] = (
        describe_follow_ups(progress, words) if progress and len(progress.entries) else None
    )
    content["open_parts"] = describe_open_parts(checks, words)
    return render(content, words, bundled=bundled)
