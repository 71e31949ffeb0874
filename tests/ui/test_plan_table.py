"""What is typed into the table of the plan editor, as rows of the plan."""

import pandas as pd
import pytest

from ita.ui.plan_editor.drafts import PlanDraft
from ita.ui.plan_editor.table import make_frame, read_rows
from tests.publishing import real

REAL = real.progress().plan


@pytest.fixture
def draft() -> PlanDraft:
    return PlanDraft("แผน", REAL, REAL, None)


def typed(draft: PlanDraft, edited: pd.DataFrame) -> pd.DataFrame:
    draft.write(read_rows(draft, edited))
    return draft.plan.measures


def added(frame: pd.DataFrame, **fields: object) -> pd.DataFrame:
    """The table with a row at its end, as the editor gives a new one: blank but for `fields`."""
    row = dict.fromkeys(frame.columns) | fields
    return pd.concat([frame, pd.DataFrame([row])], ignore_index=True)


def test_a_table_that_nobody_touched_changes_nothing(draft: PlanDraft) -> None:
    pd.testing.assert_frame_equal(typed(draft, make_frame(draft)), REAL.measures)
    assert draft.changes().empty


def test_a_cell_changes_its_measure_alone(draft: PlanDraft) -> None:
    frame = make_frame(draft)
    frame.loc[2, "output"] = "ใหม่"
    typed(draft, frame)
    assert draft.changes()[["no", "column", "after"]].to_numpy().tolist() == [[3, "output", "ใหม่"]]


def test_divisions_are_chosen_or_new_and_others_keep_their_words(draft: PlanDraft) -> None:
    frame = make_frame(draft)
    names = [["ฝ่ายปกครอง", "ฝ่ายใหม่"], *frame["divisions"].tolist()[1:]]
    frame = frame.assign(divisions=names)
    measures = typed(draft, frame)
    assert measures["divisions"].iloc[0] == ("ฝ่ายปกครอง", "ฝ่ายใหม่")
    assert measures["responsible_text"].iloc[1:].equals(REAL.measures["responsible_text"].iloc[1:])


def test_a_new_row_is_a_measure_once_something_is_typed(draft: PlanDraft) -> None:
    frame = make_frame(draft)
    assert len(typed(draft, added(frame))) == 59
    edited = added(frame, issue="ใหม่", indicator=8.0, deadline_text="15 มี.ค. 2566")
    first = typed(draft, edited).iloc[-1]
    assert (first["no"], first["issue"], first["indicator"]) == (60, "ใหม่", 8)
    assert f"{first['deadline']:%Y-%m-%d}" == "2023-03-15"
    # The same row in the next run is the same measure.
    again = typed(draft, edited).iloc[-1]
    assert (again["key"], again["no"]) == (first["key"], 60)


def test_a_row_taken_out_is_gone(draft: PlanDraft) -> None:
    frame = make_frame(draft)
    assert len(typed(draft, frame.drop(index=4))) == 58
    assert draft.changes()["change"].tolist() == ["removed"]
