"""Files that remind: calendars, one-page task lists of divisions, and a month for the director."""

from collections.abc import Callable, Iterable
from functools import partial

from ita.analysis.assessment import Assessment
from ita.language import Words
from ita.measures.plan_progress import PlanProgress
from ita.measures.responsibility import responsible_parties
from ita.publishing.calendar import make_calendar
from ita.publishing.content.listing import Listing
from ita.publishing.content.task_list import gather_month_summary, gather_task_list
from ita.publishing.names import file_name
from ita.publishing.outputs import Output
from ita.publishing.sheets.drawing import Format
from ita.publishing.sheets.images import ImageRenderer
from ita.publishing.sheets.page import Style, composition_page
from ita.publishing.sheets.sizes import SIZES
from ita.publishing.word.listing import make_listing

_FORMS: tuple[Format, ...] = ("pdf", "png")
REMINDERS = ("calendar", "task-list", "summary")


def list_reminders(
    followed: PlanProgress,
    words: Words,
    kinds: Iterable[str],
    *,
    division: str | None = None,
    assessment: Assessment | None = None,
    month: str = "",
    renderer: ImageRenderer | None = None,
    bundled_templates: bool = False,
) -> list[Output]:
    """The files of `kinds`, of REMINDERS, for a division, or for the office where it is None.

    The office has no task list and a division no summary, which is of a `month` ("2023-04").
    `assessment` is the result that the plan answers. Word files begin with the office's own
    template where it has one, and making them may raise TemplateError. With a `renderer` every
    paper is there as pdf and png, too, whose making may raise PictureError.
    """
    make_word = partial(make_listing, words=words, bundled=bundled_templates)
    outputs = []
    if "calendar" in kinds:
        name = _name("calendar", division, followed, words)
        outputs.append(Output(f"{name}.ics", lambda: [make_calendar(followed, words, division)]))
    if "task-list" in kinds and division is not None:
        name = _name("task-list", division, followed, words)
        tasks = partial(gather_task_list, followed, division, words)
        outputs += _list_forms(name, tasks, make_word, renderer, words)
    if "summary" in kinds and division is None and month:
        name = _name("summary", month, followed, words)
        summary = partial(gather_month_summary, assessment, followed, month, words)
        outputs += _list_forms(name, summary, make_word, renderer, words)
    return outputs


def _list_forms(
    name: str,
    gather: Callable[[], Listing],
    make_word: Callable[[Listing], bytes],
    renderer: ImageRenderer | None,
    words: Words,
) -> list[Output]:
    """A paper for Word, and as a sheet of A4 where it can be drawn."""
    outputs = [Output(f"{name}.docx", lambda: [make_word(gather())])]
    if renderer is not None:
        style = Style(SIZES["a4"], words)
        for form in _FORMS:
            draw = partial(_draw, gather, style, form, renderer)
            outputs.append(Output(f"{name}.{form}", draw))
    return outputs


def _draw(
    gather: Callable[[], Listing], style: Style, form: Format, renderer: ImageRenderer
) -> list[bytes]:
    return renderer.render(composition_page(gather(), style), form)


def list_all_reminders(
    followed: PlanProgress,
    words: Words,
    kinds: Iterable[str],
    *,
    assessment: Assessment | None = None,
    month: str = "",
    renderer: ImageRenderer | None = None,
) -> list[Output]:
    """Those of the office and of everybody who is responsible for a measure."""
    wanted = tuple(kinds)
    parties = responsible_parties(followed.measures, followed.reading.divisions)
    return [
        output
        for division in (None, *(name for name, _ in parties))
        for output in list_reminders(
            followed,
            words,
            wanted,
            division=division,
            assessment=assessment,
            month=month,
            renderer=renderer,
        )
    ]


def _name(what: str, subject: str | None, followed: PlanProgress, words: Words) -> str:
    title = "-".join(filter(None, (words(f"reminder_files.{what}"), subject)))
    return file_name(title, followed.reading.agency, followed.reading.fiscal_year)
