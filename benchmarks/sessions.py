"""What many visitors at once wait for, and what they leave in memory, over real websockets.

A visitor here speaks Streamlit's own protocol as a page does: it opens the questions, sends the
widgets' values with each click, for a widget in a fragment its fragment too, and waits until the
server says that the script has finished. So a hundred visitors need no hundred browsers.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from statistics import median

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from benchmarks.servers import Server
from benchmarks.table import Row, percentile

_FILTER = "instrument-choice"
_INSTRUMENTS = ("EIT", "IIT", "OIT")
_PATIENCE = 120.0
# More visitors at once open the page in turns of so many, as they do in a meeting.
_OPENING = 10


@dataclass
class Visitor:
    """One visit of the questions page."""

    socket: ClientConnection
    page: str = ""
    widget: str = ""
    fragment: str = ""
    failures: int = 0

    async def run(self, message: BackMsg) -> float:
        """Sends a message and waits for the end of the run; the seconds until then."""
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(_PATIENCE):
            while True:
                data = await self.socket.recv(decode=False)
                answer = ForwardMsg.FromString(data)
                kind = answer.WhichOneof("type")
                if kind == "navigation":
                    self.page = answer.navigation.page_script_hash
                elif kind == "delta":
                    self._note_widget(answer)
                elif kind == "script_finished":
                    return time.perf_counter() - start

    def _note_widget(self, answer: ForwardMsg) -> None:
        element = answer.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            self.failures += 1
        identity = getattr(getattr(element, kind), "id", "") if kind else ""
        if isinstance(identity, str) and identity.endswith(_FILTER):
            self.widget, self.fragment = identity, answer.delta.fragment_id

    async def open(self, page: str = "questions") -> float:
        """Opens a page by its address."""
        message = BackMsg()
        message.rerun_script.page_name = page
        return await self.run(message)

    async def rerun(self) -> float:
        """Runs the whole page again."""
        message = BackMsg()
        message.rerun_script.page_script_hash = self.page
        return await self.run(message)

    async def choose(self, instrument: str) -> float:
        """Chooses an instrument in the filter."""
        message = BackMsg()
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.fragment_id = self.fragment
        state = WidgetState(id=self.widget)
        state.string_array_value.data.append(instrument)
        message.rerun_script.widget_states.widgets.append(state)
        return await self.run(message)


@dataclass
class Waits:
    """What visitors waited for: seconds of each click, and what went wrong."""

    clicks: list[float] = field(default_factory=list)
    errors: int = 0


async def _connect(server: Server) -> Visitor:
    socket = await connect(
        server.address.replace("http", "ws", 1) + "/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(server.address),
        max_size=None,
        open_timeout=_PATIENCE,
    )
    return Visitor(socket)


async def _visit(
    server: Server, clicks: int, thought: float, waits: Waits, opening: asyncio.Semaphore
) -> None:
    luck = random.Random(len(waits.clicks))
    done = 0
    try:
        async with opening:
            visitor = await _connect(server)
            await visitor.open()
        for number in range(clicks):
            await asyncio.sleep(luck.expovariate(1 / thought) if thought else 0)
            waits.clicks.append(await visitor.choose(_INSTRUMENTS[number % 3]))
            done += 1
        waits.errors += visitor.failures
        await visitor.socket.close()
    except (OSError, TimeoutError, EOFError) as error:
        waits.errors += clicks - done
        print(f"  a visitor failed after {done} clicks: {error!r}")


async def _meet(server: Server, visitors: int, clicks: int, thought: float) -> Waits:
    waits, opening = Waits(), asyncio.Semaphore(_OPENING)
    await asyncio.gather(
        *(_visit(server, clicks, thought, waits, opening) for _ in range(visitors))
    )
    return waits


def compare_sessions(
    ours: Server, bare: Server, counts: Sequence[int], clicks: int, thought: float, turns: int
) -> Iterator[Row]:
    """Median and 95th percentile of a click, and the processor's time for it, by visitors."""
    for count in counts:
        all_waits = (Waits(), Waits())
        spent = [0.0, 0.0]
        for turn in range(turns):
            order = (0, 1) if turn % 2 == 0 else (1, 0)
            for place in order:
                server = (ours, bare)[place]
                before = server.processor_seconds
                waits = asyncio.run(_meet(server, count, clicks, thought))
                spent[place] += server.processor_seconds - before
                all_waits[place].clicks.extend(waits.clicks)
                all_waits[place].errors += waits.errors
        clicked = [each.clicks for each in all_waits]
        name = f"click, {count} visitors"
        yield Row(f"{name}, median", "s", *map(median, clicked), most_of_bare=1.1)
        yield Row(
            f"{name}, 95 %", "s", *(percentile(each, 0.95) for each in clicked), most_of_bare=1.1
        )
        each_click = [s * 1000 / len(c) for s, c in zip(spent, clicked, strict=True)]
        yield Row("  processor time a click", "ms", *each_click)
        yield Row("  errors and lost clicks", "", *(float(each.errors) for each in all_waits))


@dataclass
class Cost:
    """What reruns cost: seconds from the message to the end of each, and processor seconds."""

    waits: list[float] = field(default_factory=list)
    processor: float = 0.0

    async def add(self, server: Server, reruns: Iterable[Callable[[], Awaitable[float]]]) -> None:
        """Takes in some reruns of a server that nobody else asks meanwhile."""
        before = server.processor_seconds
        self.waits.extend([await rerun() for rerun in reruns])
        self.processor += server.processor_seconds - before


async def _add_page(server: Server, page: str, rounds: int, cost: Cost) -> None:
    visitor = await _connect(server)
    await visitor.open(page)
    await visitor.rerun()
    await cost.add(server, [visitor.rerun] * rounds)
    await visitor.socket.close()


async def _add_filter(server: Server, rounds: int, cost: Cost) -> None:
    visitor = await _connect(server)
    await visitor.open()
    for each in _INSTRUMENTS:
        await visitor.choose(each)
    chosen = [_INSTRUMENTS[number % len(_INSTRUMENTS)] for number in range(rounds)]
    await cost.add(server, [partial(visitor.choose, each) for each in chosen])
    await visitor.socket.close()


_ADDRESSES = ("", "questions", "compare", "what_if", "measures", "publish", "data")
_IN_BARE = ("", "questions")


def compare_reruns(ours: Server, bare: Server, rounds: int) -> Iterator[Row]:
    """Milliseconds of a lone visitor's rerun, page by page: processor time, and until its end."""
    servers = (ours, bare)
    for name in ("filter of the questions", *_ADDRESSES):
        costs = (Cost(), Cost())
        is_filter = name not in _ADDRESSES
        for _ in range(3):
            for server, cost in zip(servers, costs, strict=True):
                if is_filter:
                    asyncio.run(_add_filter(server, rounds, cost))
                elif server is ours or name in _IN_BARE:
                    asyncio.run(_add_page(server, name, rounds, cost))
        title = f"rerun: {name}" if is_filter else f"rerun: /{name}"
        processor = [c.processor * 1000 / len(c.waits) if c.waits else None for c in costs]
        waits = [median(c.waits) * 1000 if c.waits else None for c in costs]
        yield Row(f"{title}, processor", "ms", *processor)
        yield Row("  until its end", "ms", *waits)


async def _come_and_go(server: Server, visitors: int) -> None:
    for first in range(0, visitors, _OPENING):
        await _meet(server, min(_OPENING, visitors - first), 1, 0)


async def _hold(server: Server, visitors: int) -> float:
    """Megabytes while so many visits are open."""
    held = []
    for _ in range(visitors):
        visitor = await _connect(server)
        await visitor.open()
        held.append(visitor)
    megabytes = server.megabytes
    await asyncio.gather(*(each.socket.close() for each in held))
    return megabytes


def compare_memory(ours: Server, bare: Server, visitors: int) -> Iterator[Row]:
    """Memory of a visit, and what is left after many came and went against after the first 50."""
    rows: dict[str, list[float]] = {"open": [], "after 50": [], "after all": []}
    for server in (ours, bare):
        asyncio.run(_come_and_go(server, 10))
        before = server.megabytes
        rows["open"].append((asyncio.run(_hold(server, 50)) - before) / 50)
        rows["after 50"].append(server.megabytes)
        asyncio.run(_come_and_go(server, visitors))
        rows["after all"].append(server.megabytes)
    yield Row("memory of an open visit", "MB", *rows["open"])
    yield Row("memory after 50 visits", "MB", *rows["after 50"])
    yield Row(f"memory after {visitors + 60} visits", "MB", *rows["after all"])
    growth = [
        all_of / first for all_of, first in zip(rows["after all"], rows["after 50"], strict=True)
    ]
    yield Row("  times that after 50", "", *growth)
