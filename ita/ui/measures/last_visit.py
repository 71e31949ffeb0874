"""Time of the last visit to the measures page, kept in the browser's local storage."""

from datetime import UTC, datetime
from typing import Any

import streamlit as st

_STATE = "_last-visit"
# Local storage keeps two times: `before`, the last page view of the previous visit, and `seen`,
# that of this visit. Page views less than 30 minutes apart are one visit. Only `before` is sent.
_SCRIPT = """
export default function ({ data, setStateValue }) {
  const name = "ita-measures-visit", pause = 30 * 60 * 1000, now = Date.now();
  let times = {};
  try { times = JSON.parse(localStorage.getItem(name)) || {}; } catch { return; }
  if (times.seen && now - times.seen > pause) times.before = times.seen;
  times.seen = now;
  try { localStorage.setItem(name, JSON.stringify(times)); } catch { return; }
  if (times.before && times.before !== data) setStateValue("before", times.before);
}
"""
_read_browser = st.components.v2.component("ita-last-visit", js=_SCRIPT)


def last_visit() -> datetime | None:
    """Return the end of the previous visit; None at the first visit or without local storage.

    The browser answers after the page is drawn; its answer reruns the fragment.
    """
    known = st.session_state.get(_STATE)
    result = _read_browser(
        key="last-visit", data=_milliseconds(known), on_before_change=lambda: None, height=1
    )
    answer = _parse_time(result.get("before"))
    if answer is not None:
        st.session_state[_STATE] = answer
    return answer or known


def _milliseconds(time: datetime | None) -> int:
    return int(time.timestamp() * 1000) if time else 0


def _parse_time(answer: Any) -> datetime | None:
    """Parse the browser's answer, in milliseconds; None if it is not a time in the past."""
    if not isinstance(answer, int | float) or not 0 < answer < datetime.now(UTC).timestamp() * 1000:
        return None
    return datetime.fromtimestamp(answer / 1000, UTC)
