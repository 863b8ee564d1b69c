"""Sphinx configuration of the Tasks API reference.

An ordinary os-api-ref tree: os-api-ref and openstackdocstheme build it as
they come from PyPI.  Where our own package is installed too, its extension
and its theme make the pages.
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

# Neither name nor version comes from packaging metadata: the reference
# describes a service, not the package that lies beside it.
openstackdocs_auto_name = False
openstackdocs_auto_version = False

html_theme_options = {
    # Nothing is asked of any other host, and no sidebar of other projects.
    "analytics_tracking_code": "",
    "display_badge": False,
    "sidebar_mode": "toc",
}
html_show_sourcelink = False

# Written beside the pages by our own extension, and linked from them.
apiref_openapi = "v2/openapi"
