"""References with a few operations, their path parameters, and their entries."""

from tests.trees import INDEX

RULES = (
    "url-placeholder-misnamed",
    "url-placeholder-undocumented",
    "path-parameter-elsewhere",
    "path-parameter-not-in-url",
)
COLUMNS = """\
.. csv-table:: Parameters
   :header: "Parameter", "Style", "Type", "Description"

   "part_id", "URI", "UUID", "The ID of
   the part."
   "{name}", "URI", "UUID", "The ID of the thing."{elsewhere}
"""


def entry(key: str, place: str = "path") -> str:
    return f"{key}:\n  in: {place}\n  type: string\n  required: true\n  description: It.\n"


def operation(url: str, rows: str, *, title: str = "Show thing", heading: str = "Request") -> str:
    """An operation with one table; ``rows`` are lines ``name: key``; without rows no table."""
    text = f"{title}\n{'=' * 30}\n\n.. rest_method:: GET {url}\n\nIt.\n\n"
    if not rows:
        return text
    listed = "".join(f"   - {row}\n" for row in rows.splitlines())
    return f"{text}{heading}\n{'-' * 30}\n\n.. rest_parameters:: parameters.yaml\n\n{listed}\n"


def tree(pages: str, parameters: str) -> str:
    return (
        f"{INDEX}=== api-ref/source/things.inc\n{pages}"
        f"=== api-ref/source/parameters.yaml\n{parameters}"
    )
