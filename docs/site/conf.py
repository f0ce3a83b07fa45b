"""Settings of Sphinx for the reading edition: a site that needs no server, no network and no script
to be read."""

import shutil
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from figures import FOLDER
from passages import write_passages
from try_it import finish

# 3 s for nothing: see ../../conftest.py
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]

project = "Diplomatic text analysis"
copyright = "the authors; the texts have terms of their own"
extensions = ["myst_nb"]
html_theme = "pydata_sphinx_theme"
html_title = project
templates_path = ["templates"]
html_static_path = ["edition.css", "reader.js"]
html_css_files = ["edition.css"]
html_js_files = [("reader.js", {"defer": "defer"})]
html_theme_options = {
    "announcement": "The four texts are one side’s account of a war. This edition shows "
    "what they say, without a verdict.",
    "navbar_align": "left",
    "navbar_end": ["theme-switcher"],
    "footer_start": ["copyright"],
    "footer_end": [],
    "collapse_navigation": True,  # its buttons have no names
    "show_toc_level": 2,
    "navigation_with_keys": False,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
html_context = {"default_mode": "auto"}
html_show_sourcelink = False
html_copy_source = False
# the width is the reader's: what a list of pages beside the page would say, its overview says
html_sidebars: dict[str, list[str]] = {"**": []}
html_use_index = False
# a summary is fetched, and a page read from a folder may not fetch: see passages.py
html_show_search_summary = False
nb_execution_mode = "off"  # the stored outputs are shown
nb_ipywidgets_js: dict[str, dict[str, str]] = {}  # nothing from outside
mathjax_path = (
    "none.js"  # asked for by a page with a formula only; there is none, and nothing is fetched
)
myst_enable_extensions: list[str] = ["colon_fence", "deflist"]
nb_code_prompt_show = "Show the code"
nb_code_prompt_hide = "Hide the code"
myst_heading_anchors = 3


def setup(app: Any) -> None:
    """When the pages are made: what a search shows, files of figures, Python for the browser."""
    app.connect("build-finished", write_passages)
    app.connect("build-finished", _copy_figures)
    app.connect("build-finished", finish)


def _copy_figures(app: Any, error: Exception | None) -> None:
    figures = Path(app.srcdir) / FOLDER
    if error is None and figures.exists():
        shutil.copytree(figures, Path(app.outdir) / FOLDER, dirs_exist_ok=True)
