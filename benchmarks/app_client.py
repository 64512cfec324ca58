"""A user of the app without a browser: speaks Streamlit's protocol, so that the server alone is timed."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

FRAGMENT = ForwardMsg.ScriptFinishedStatus.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
ENOUGH = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Slider:
    """A slider as the server sent it: its id, its fragment, and its largest value."""

    id: str
    fragment: str
    most: float


@dataclass
class Client:
    """One connection, with the address that its user sees and the sliders of the page that is shown."""

    socket: ClientConnection
    query: str
    page: str = ""
    sliders: dict[str, Slider] = field(default_factory=dict)
    values: dict[str, float] = field(default_factory=dict)

    async def visit(self, page: str) -> float:
        """Go to a page and give the seconds until all of it has come."""
        self.page, self.sliders = page, {}
        return await self._ask("")

    async def again(self) -> float:
        """Run the page that is shown once more, as a click outside of all fragments does."""
        return await self._ask("")

    async def slide(self, slider: Slider, value: float) -> float:
        """Move a slider and give the seconds until its fragment has been drawn anew."""
        self.values[slider.id] = value
        return await self._ask(slider.fragment)

    async def _ask(self, fragment: str) -> float:
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string, state.page_name, state.fragment_id = self.query, self.page, fragment
        for identifier, value in self.values.items():
            widget = state.widget_states.widgets.add()
            widget.id = identifier
            widget.double_array_value.data.append(value)
        begun = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        async for data in self.socket:
            message = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
            self._note(message)
            if message.WhichOneof("type") == "script_finished":
                if message.script_finished == ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN:
                    continue
                return time.perf_counter() - begun
        raise ConnectionError("the app hung up")

    def _note(self, message: ForwardMsg) -> None:
        """Remember the sliders that a message brings."""
        if message.WhichOneof("type") != "delta" or message.delta.WhichOneof("type") != "new_element":
            return
        element = message.delta.new_element
        if element.WhichOneof("type") == "slider":
            found = Slider(element.slider.id, message.delta.fragment_id, element.slider.max)
            self.sliders[found.id] = found


@asynccontextmanager
async def connected(address: str, query: str) -> AsyncIterator[Client]:
    """Connect as a new user."""
    host = address.removeprefix("http://")
    async with connect(
        f"ws://{host}/_stcore/stream",
        origin=Origin(address),
        subprotocols=[Subprotocol("streamlit")],
        max_size=ENOUGH,
        ping_timeout=None,
    ) as socket:
        yield Client(socket, query)
