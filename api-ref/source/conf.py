"""Sphinx configuration of the Tasks API reference.

An ordinary os-api-ref tree: os-api-ref and openstackdocstheme build it as
they come from PyPI.  Where our own package is installed too, its extension
joins in, so that an edit of a parameters file shows after an incremental
build.
"""

import importlib.util
import logging

extensions = ["os_api_ref", "openstackdocstheme"]
if importlib.util.find_spec("apiref"):
    extensions.append("apiref.sphinx")

project = "Images API"
copyright = "OpenStack Foundation"
version = "v2"
release = "v2"

master_doc = "index"

# Neither name nor version comes from packaging metadata: the reference
# describes a service, not the package that lies beside it.
openstackdocs_auto_name = False
openstackdocs_auto_version = False

html_theme = "openstackdocs"
html_theme_options = {
    # Nothing is asked of any other host, and no sidebar of other projects.
    "analytics_tracking_code": "",
    "display_badge": False,
    "sidebar_mode": "toc",
}
html_show_sourcelink = False


# Outside of git the theme warns that it knows no commit, and gives the warning
# no type that `suppress_warnings` could name; with -W the build would fail.
logging.getLogger("sphinx.openstackdocstheme.ext").addFilter(
    lambda record: "cannot get gitsha" not in record.getMessage()
)
