"""The app under the clock: cold start, pages and clicks of one user, and twenty users at once."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.app_client import Client, connected
from sightline.app.pages import PAGES
from sightline.formats import write_organization
from tests.app.large import large_organization
from tests.browser.serving import serving

CONCORD = Path("sample_orgs/concord/organization.yaml").resolve()
SHOWN = [page.key for page in PAGES if page.needs_model]
USERS = 20


def tables(sizes: tuple[int, ...] = (1_000, 10_000)) -> Iterator[str]:
    """Time the app on a sample and on organizations of growing size; lines of a table."""
    yield from (
        "",
        "| organization | start to first page | page | median | slowest click |",
        "| --- | --- | --- | --- | --- |",
    )
    yield from _rows("Concord", CONCORD)
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            file = Path(folder) / f"{size}.json"
            write_organization(large_organization(size), file)
            yield from _rows(f"{size:,} elements", file)
    yield from ("", f"| {USERS} users at once, Concord | seconds |", "| --- | --- |")
    with serving(CONCORD) as address:
        seconds = sorted(asyncio.run(_crowd(address)))
    yield f"| median page | {statistics.median(seconds):.2f} |"
    yield f"| 95th percentile | {seconds[int(len(seconds) * 0.95)]:.2f} |"


def _rows(name: str, file: Path) -> Iterator[str]:
    begun = time.perf_counter()
    with serving(file) as address:
        first, pages, slide = asyncio.run(_tour(address, begun))
    for page, seconds in pages.items():
        start = f"{first:.1f} s" if page == SHOWN[0] else ""
        yield f"| {name} | {start} | {page} | {statistics.median(seconds):.2f} s | {max(seconds[1:]):.2f} s |"
    if slide:
        yield f"| {name} | | what-if slider | {statistics.median(slide):.2f} s | {max(slide[1:]):.2f} s |"


async def _tour(address: str, begun: float) -> tuple[float, dict[str, list[float]], list[float]]:
    """Visit each page, then click three times on it; then move a slider of the what-if page."""
    async with connected(address, "") as client:
        await client.visit("")
        first = time.perf_counter() - begun
        pages = {}
        for page in SHOWN:
            pages[page] = [
                await client.visit("" if page == SHOWN[0] else page),
                *[await client.again() for _ in range(3)],
            ]
        await client.visit("what-if")
        return first, pages, await _slide(client)


async def _slide(client: Client) -> list[float]:
    sliders = list(client.sliders.values())
    if not sliders:
        return []
    steps = (0.2, 0.4, 0.1, 0.0, 0.3)
    return [await client.slide(sliders[0], part * sliders[0].most) for part in steps]


async def _crowd(address: str) -> list[float]:
    """Let everybody come at once and walk through all pages."""

    async def walk() -> list[float]:
        async with connected(address, "") as client:
            return [await client.visit("" if page == SHOWN[0] else page) for page in SHOWN]

    walks = await asyncio.gather(*(walk() for _ in range(USERS)))
    return [seconds for walk in walks for seconds in walk]
