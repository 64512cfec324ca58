"""How Sphinx makes the documentation site out of the pages: `make docs`.

The source folder is the whole repository, so a link from a page to another page, to a sample or to a file of code is
the same link on a code host and on the site. The order of the pages stands in website/navigation.py.
"""

from __future__ import annotations

import sys
from pathlib import Path

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS))

from website.colours import variables  # noqa: E402 - the folder of this file has to be on the path first
from website.python_names import ALIASES  # noqa: E402

from sightline import __version__  # noqa: E402
from sightline.pictures.palette import DARK, LIGHT  # noqa: E402

project = "Sightline"
author = "The Sightline authors"
copyright = author  # noqa: A001 - Sphinx's name; without a year: the same input gives the same bytes
release = version = __version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "website.navigation",
    "website.python_names",
    "website.access",
    "website.checking",
]
root_doc = "docs/README"
include_patterns = ["docs/**", "sample_orgs/**", "README.md", "SECURITY.md"]
exclude_patterns = [
    path.name for path in DOCS.parent.iterdir() if path.is_dir() and path.name not in {"docs", "sample_orgs"}
]
nitpicky = True

myst_heading_anchors = 6
highlight_language = "text"

autodoc_type_aliases = ALIASES
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "undoc-members": True, "exclude-members": "model_config"}
python_use_unqualified_type_names = True
toc_object_entries = False  # or the menu of every page is made from thousands of them

html_theme = "furo"
html_title = "Sightline"
html_logo = html_favicon = "../model/sightline/app/pictures/mark.svg"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_extra_path = ["website/root"]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_last_updated_fmt = None
html_show_search_summary = False  # it fetches pages, which a browser forbids to files
html_theme_options = {
    "light_css_variables": variables(LIGHT),
    "dark_css_variables": variables(DARK),
}
