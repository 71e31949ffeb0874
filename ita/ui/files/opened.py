"""The files that a visitor has opened: taken from the uploader or the library, kept in the visit."""

from dataclasses import dataclass, field

import streamlit as st

from ita.language import Words
from ita.reading.files.workbook import DEFAULT_LIMITS, Sheet, display_name, open_workbook
from ita.store import SavedFile
from ita.ui import datasets, url_state
from ita.ui.datasets import ENDINGS, File, FileResult, Step
from ita.ui.files.answers import FileAnswers
from ita.ui.markdown import literal
from ita.ui.sidebar import DATA, put_data_set

MEGABYTE = 1024**2
# A larger file is refused by Streamlit itself, in English; up to here the reading says it in words.
LARGEST_UPLOAD = 5 * DEFAULT_LIMITS.file_bytes // MEGABYTE
_OPENED = "_opened-files"
_UPLOADER = "_uploader"
_REPEATED = "_repeated-files"


@dataclass
class OpenedFile:
    """A file of this visit with the answers on how it is to be read.

    `looked_up` says that the library was asked for answers of a file of the same layout.
    """

    name: str
    data: bytes
    digest: str
    answers: FileAnswers = field(default_factory=FileAnswers)
    looked_up: bool = False

    @property
    def file(self) -> File:
        """The file as it is read with the answers."""
        return File(self.name, self.data, self.answers.mapping)

    @property
    def key(self) -> str:
        """What the keys of its widgets end in."""
        return self.digest[:12]


def opened() -> dict[str, OpenedFile]:
    """The opened files by their content's digest, the newest last."""
    return st.session_state.setdefault(_OPENED, {})


def choose_files(words: Words) -> None:
    """The uploader; what is put into it moves to the opened files, and it is free again."""
    number = st.session_state.setdefault(_UPLOADER, 0)
    st.file_uploader(
        words(
            "data.upload",
            endings=", ".join(ENDINGS),
            megabytes=words.digits(DEFAULT_LIMITS.file_bytes // MEGABYTE),
        ),
        accept_multiple_files=True,
        max_upload_size=LARGEST_UPLOAD,
        key=f"files-{number}",
        on_change=_take,
        args=(f"files-{number}",),
    )
    for name, first in st.session_state.pop(_REPEATED, []):
        sentence = words("data.same_content", name=literal(name), first=literal(first))
        st.info(sentence, icon=":material/content_copy:")


def _take(uploader: str) -> None:
    repeated = []
    for each in st.session_state[uploader]:
        file = File(display_name(each.name), each.getvalue())
        if file.digest in opened():
            repeated.append((file.name, opened()[file.digest].name))
        open_file(file)
    st.session_state[_REPEATED] = repeated
    st.session_state[_UPLOADER] += 1


def open_file(file: File) -> OpenedFile:
    """Takes a file among the opened ones; one with the same content is opened once."""
    known = opened().get(file.digest)
    if known is None:
        answers = FileAnswers(earlier=file.mapping)
        known = OpenedFile(file.name, file.data, file.digest, answers)
        opened()[file.digest] = known
    return known


def open_saved(entry: SavedFile) -> None:
    """Opens a workbook of the library with the answers that it was saved with."""
    open_file(datasets.saved_file(entry)).looked_up = True


def read(each: OpenedFile, step: Step) -> FileResult:
    """What an opened file holds; the first time with the answers of an earlier file like it.

    `step` is told what comes next and which share is done.
    """
    result = datasets.read_opened(each.file, step)
    if not each.looked_up:
        each.looked_up = True
        while _take_earlier(each.answers, result):
            result = datasets.read_opened(each.file, step)
    return result


def _take_earlier(answers: FileAnswers, result: FileResult) -> bool:
    """Takes saved answers that fit; whether there were more, which may raise further questions."""
    found = datasets.saved_answers(datasets.saved(), result.reading)
    return found is not None and answers.take_earlier(*found)


# The sheets of a visitor's own file, for the picture and for what the answers speak of.
@st.cache_resource(max_entries=8, show_spinner=False, scope="session")
def _sheets(digest: str, _file: File) -> dict[str, Sheet]:
    sheets, _ = open_workbook(_file.data, _file.name)
    return {sheet.name: sheet for sheet in sheets}


def sheets_of(file: File) -> dict[str, Sheet]:
    """The sheets of a file of this visit by their names."""
    return _sheets(file.digest, file)


def changed(each: OpenedFile) -> None:
    """After an answer: a file in use counts with it at once, and stays the chosen one."""
    if each.digest in datasets.used():
        was_chosen = st.session_state.get(url_state.key(DATA)) in datasets.keys_of(each.digest)
        keys = datasets.use(each.file)
        if was_chosen and keys:
            put_data_set(keys[0])


def close(each: OpenedFile) -> None:
    """Takes a file out of this visit."""
    opened().pop(each.digest, None)
    datasets.forget(each.digest)


def without_answers(each: OpenedFile) -> None:
    """Reads a file as it stands."""
    each.answers.forget()
    changed(each)
