"""The analysis of a result as a Word document, a draft made from a template of the office."""

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
    """The analysis of an assessment as bytes of a .docx file, in the language of `words`.

    `progress` are the measures that answer it as they stand on a day. `checks` say what the
    analysis still lacks, for which the draft leaves marked blanks. What the assessment doesn't hold
    is left out, and the document says so. Texts of the files stay letter by letter as they are, in
    their own numerals; figures of ours are in those of `words`. The template is the office's own,
    or with `bundled` the one that comes with the dashboard; raises TemplateError where the
    office's own cannot be used.
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
