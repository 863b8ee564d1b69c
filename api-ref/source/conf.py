"""Sphinx configuration of the Tasks API reference.

An ordinary os-api-ref tree, which builds with os-api-ref and
openstackdocstheme from PyPI.  If the package apiref is installed, its
extension and theme are used.
"""

import importlib.util

extensions = ["os_api_ref", "openstackdocstheme"]
html_theme = "openstackdocs"
if importlib.util.find_spec("apiref"):
    extensions.insert(0, "apiref.sphinx")
    html_theme = "apiref"

project = "Images API"
copyright = "OpenStack Foundation"
version = "v2"
release = "v2"

master_doc = "index"

# Do not use packaging metadata: the reference describes a service, not the
# package in this repository.
openstackdocs_auto_name = False
openstackdocs_auto_version = False

html_theme_options = {
    # No requests to other hosts, and no sidebar of other projects.
    "analytics_tracking_code": "",
    "display_badge": False,
    "sidebar_mode": "toc",
}
html_show_sourcelink = False

# Written by the extension of apiref and linked from the pages.
apiref_openapi = "v2/openapi"

# The pages as Markdown beside them, for programs.
apiref_markdown = True
