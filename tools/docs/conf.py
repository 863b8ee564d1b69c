"""Sphinx configuration of the guide to apiref."""

import sys
from pathlib import Path

from apiref import __version__

# For guide.py.
sys.path.insert(0, str(Path(__file__).parent))

extensions = ["apiref.sphinx", "openstackdocstheme", "guide"]
html_theme = "apiref"

project = "apiref"
version = release = __version__
master_doc = "index"
templates_path = ["templates"]
exclude_patterns = ["build"]
# Commands and code name their language.
highlight_language = "text"

# Do not use the packaging metadata of this repository, which is that of the reference as well.
openstackdocs_auto_name = False
openstackdocs_auto_version = False

html_theme_options = {
    # No requests to other hosts.
    "analytics_tracking_code": "",
    "display_badge": False,
    "sidebar_mode": "toc",
}
html_show_sourcelink = False
