"""The pages: one module with one ``render`` each, and one line here. The order is that of the story they tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from sightline.app.state import Session


@dataclass(frozen=True, slots=True)
class AppPage:
    """One page: its place in the address, its title, its icon, the question that it answers, and its module.

    A page that needs a model is not shown while none is open. The module is loaded when the page is first asked for.
    """

    key: str
    title: str
    icon: str
    question: str
    section: str
    needs_model: bool = True

    @property
    def render(self) -> Callable[[Session], None]:
        """The function that draws the page."""
        module = import_module(f"sightline.app.pages.{self.key.replace('-', '_')}")
        render: Callable[[Session], None] = module.render
        return render


SEE, CHANGE, MODEL = "See", "Change", "Model"

PAGES: Final[tuple[AppPage, ...]] = (
    AppPage("overview", "Overview", ":material/visibility:", "How well do we see our customers?", SEE),
    AppPage("map", "Map", ":material/hub:", "Who serves whom, and where does it go dark?", SEE),
    AppPage("org-chart", "Org chart", ":material/account_tree:", "How does that look in our structure?", SEE),
    AppPage("line-of-sight", "Line of sight", ":material/route:", "Through whom does this reach a customer?", SEE),
    AppPage("hotspots", "Hotspots", ":material/local_fire_department:", "What blocks us most?", SEE),
    AppPage("customers", "Customers", ":material/groups:", "What rubs off on whom?", SEE),
    AppPage("what-if", "What-if", ":material/tune:", "What if we changed this?", CHANGE),
    AppPage("plan", "Plan", ":material/checklist:", "Which changes, in which order?", CHANGE),
    AppPage("journey", "Journey", ":material/timeline:", "Are we getting clearer?", CHANGE),
    AppPage("report", "Report", ":material/description:", "What do I hand over?", CHANGE),
    AppPage("evidence", "Evidence", ":material/fact_check:", "How do we know?", MODEL),
    AppPage("data", "Data", ":material/table_edit:", "Is the model right?", MODEL),
    AppPage("start", "Open", ":material/folder_open:", "Which organization?", MODEL, needs_model=False),
    AppPage("help", "Help", ":material/help:", "What do the words and figures mean?", MODEL, needs_model=False),
)


def find_page(key: str) -> AppPage:
    """Find a page by its key; raises KeyError for an unknown one."""
    for page in PAGES:
        if page.key == key:
            return page
    raise KeyError(key)
