"""How rows are spread over pages."""

from collections.abc import Sequence

# By so much less room pages are tried until they are about equally full.
_STEP = 0.1


def paginate(heights: Sequence[float], room: float, first: float | None = None) -> list[slice]:
    """The rows of each page: as few pages as it takes, all about equally full.

    A page has `room` for rows of these heights, the first one only `first`. At least one page. A
    row that is higher than a page stands alone; the first page is left empty where the first row
    needs more than it has.
    """
    less = 0.0 if first is None else room - first
    ends = _fill(heights, room, less)
    while room > _STEP and len(evener := _fill(heights, room - _STEP, less)) == len(ends):
        ends, room = evener, room - _STEP
    return [slice(start, end) for start, end in zip([0, *ends], ends, strict=False)]


def _fill(heights: Sequence[float], room: float, less: float) -> list[int]:
    """Where each page ends when pages are filled one after the other."""
    ends: list[int] = []
    left, start = room - less, 0
    for at, needed in enumerate(heights):
        if needed > left and (at > start or (less and not ends)):
            ends.append(at)
            left, start = room, at
        left -= needed
    return [*ends, len(heights)]
