"""Files that remind of deadlines: calendars, task lists of divisions and monthly summaries."""

from collections.abc import Callable, Iterable
from functools import partial

from ita.analysis.assessment import Assessment
from ita.language import Words
from ita.measures.plan_progress import PlanProgress
from ita.publishing.calendar import make_calendar
from ita.publishing.content.listing import Listing
from ita.publishing.content.task_list import gather_month_summary, gather_task_list
from ita.publishing.names import file_name
from ita.publishing.outputs import Output, single_output
from ita.publishing.sheets.drawing import Format
from ita.publishing.sheets.images import ImageRenderer
from ita.publishing.sheets.page import Style, composition_page
from ita.publishing.sheets.sizes import SIZES
from ita.publishing.word.listing import make_listing

_FORMS: tuple[Format, ...] = ("pdf", "png")
REMINDERS = ("calendar", "task-list", "summary")


def list_reminders(
    progress: PlanProgress,
    words: Words,
    kinds: Iterable[str],
    *,
    divisions: Iterable[str | None] = (None,),
    assessment: Assessment | None = None,
    month: str = "",
    renderer: ImageRenderer | None = None,
) -> list[Output]:
    """Return the files of `kinds` (of REMINDERS) for each of `divisions`; None is the office.

    Task lists exist only for divisions, and the summary of a `month` ("2023-04") only for the
    office. `assessment` is the result that the plan answers. Word files use the office's own
    template if it has one; making them may raise TemplateError. With a `renderer` every list is
    also made as pdf and png, which may raise PictureError.
    """
    wanted = set(kinds)
    outputs = []
    for division in divisions:
        if "calendar" in wanted:
            name = _name("calendar", division, progress, words)
            make = partial(make_calendar, progress, words, division)
            outputs.append(single_output(f"{name}.ics", make))
        if "task-list" in wanted and division is not None:
            name = _name("task-list", division, progress, words)
            tasks = partial(gather_task_list, progress, division, words)
            outputs += _list_forms(name, tasks, renderer, words)
        if "summary" in wanted and division is None and month:
            name = _name("summary", month, progress, words)
            summary = partial(gather_month_summary, assessment, progress, month, words)
            outputs += _list_forms(name, summary, renderer, words)
    return outputs


def _list_forms(
    name: str, gather: Callable[[], Listing], renderer: ImageRenderer | None, words: Words
) -> list[Output]:
    """Return a listing as a Word file, and with a `renderer` also as A4 sheets."""
    outputs = [single_output(f"{name}.docx", lambda: make_listing(gather(), words))]
    if renderer is not None:
        style = Style(SIZES["a4"], words)
        outputs += [
            Output(f"{name}.{form}", partial(_draw, gather, style, form, renderer))
            for form in _FORMS
        ]
    return outputs


def _draw(
    gather: Callable[[], Listing], style: Style, form: Format, renderer: ImageRenderer
) -> list[bytes]:
    return renderer.render(composition_page(gather(), style), form)


def _name(what: str, subject: str | None, progress: PlanProgress, words: Words) -> str:
    title = "-".join(filter(None, (words(f"reminder_files.{what}"), subject)))
    return file_name(title, progress.plan.agency, progress.plan.fiscal_year)
