"""Everything that other projects may refer to is in the inventory."""

from sphinx.util.inventory import InventoryFile

from tests.browser.sites import Site
from tests.site.html_page import parse


def test_every_entry_leads_somewhere(site: Site) -> None:
    inventory = InventoryFile.loads((site.folder / "objects.inv").read_bytes(), uri="")
    anchors = {
        page: {
            element.attributes["id"]
            for element in parse((site.folder / page).read_text(encoding="utf-8")).walk()
            if "id" in element.attributes
        }
        for page in site.pages
    }
    dead = []
    seen = 0
    for entries in inventory.data.values():
        for name, item in entries.items():
            seen += 1
            page, _, anchor = item.uri.partition("#")
            if page not in anchors or (anchor and anchor not in anchors[page]):
                dead.append(f"{name}: {item.uri}")
    assert seen
    assert not dead, "\n".join(dead)


def test_every_operation_has_an_entry(site: Site) -> None:
    inventory = InventoryFile.loads((site.folder / "objects.inv").read_bytes(), uri="")
    names = {name for entries in inventory.data.values() for name in entries}
    missing = [
        f"{endpoint.method} {endpoint.url}"
        for operation in site.operations
        for endpoint in operation.endpoints
        if not any(name.startswith(f"{endpoint.method} {endpoint.url}") for name in names)
    ]
    assert not missing, "\n".join(missing)
