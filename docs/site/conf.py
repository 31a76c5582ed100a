"""Sphinx's configuration of the site; `python -m grader site` writes what it reads."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # where its own extensions are

project = html_title = "Neural Networks by Hand"
author = "the authors of the course"
project_copyright = "text, figures and data CC BY 4.0, code MIT"
language = "en"
extensions = ["myst_nb", "course_formulas", "course_tables"]
highlight_language = "none"  # a guide's indented blocks are of many kinds

# Notebooks are shown with the outputs that they were committed with.
nb_execution_mode = "off"
nb_ipywidgets_js = {}
myst_enable_extensions = ["amsmath", "dollarmath"]
myst_dmath_allow_space = False
myst_dmath_allow_digits = False
myst_heading_anchors = 4
myst_heading_slug_func = "grader.feedback.excerpts.slug"

html_theme = "sphinx_book_theme"
html_math_renderer = "mathml"
html_context = {"default_mode": "auto"}  # light or dark, as the reader's machine is
html_static_path = ["_static"]
templates_path = ["_templates"]
html_sidebars = {"**": ["home.html", "search-button-field.html", "sbt-sidebar-nav.html"]}
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "use_download_button": False,
    "use_fullscreen_button": False,
    "navbar_persistent": [],  # the search stands in the sidebar
    "show_toc_level": 2,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
