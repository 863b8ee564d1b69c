"""The built page contains what the sources contain."""

import re

import pytest

ANCHORS = [
    "create-task",
    "list-tasks",
    "show-task-details",
    "show-tasks-schema",
    "show-task-schema",
    "show-tasks-associated-with-image",
]


def test_every_operation_in_the_order_of_the_sources(written, shown):
    assert [(o.title, o.method, o.url, o.anchor) for o in shown] == [
        (o.title, o.method, o.url, o.anchor) for o in written
    ]


def test_the_operations_of_the_tasks_api(written):
    assert {(o.method, o.url) for o in written} >= {
        ("POST", "/v2/tasks"),
        ("GET", "/v2/tasks"),
        ("GET", "/v2/tasks/{task_id}"),
        ("GET", "/v2/schemas/tasks"),
        ("GET", "/v2/schemas/task"),
        ("GET", "/v2/images/{image_id}/tasks"),
    }


def test_tables_and_samples_of_every_operation(written, shown):
    for source, page in zip(written, shown, strict=True):
        # The samples are beside the text.
        parts = sorted(source.parts, key=lambda part: part[0] == "sample")
        # Rows with the "(Optional)" mark and the words of the description; samples byte by byte.
        assert page.parts == parts, source.title
    kinds = {kind for o in shown for kind, _ in o.parts}
    assert kinds == {"success", "error", "parameters", "sample"}


def test_optional_and_required_rows_are_both_there(shown):
    names = [
        row[0] for o in shown for kind, rows in o.parts if kind == "parameters" for row in rows
    ]
    optional = [name for name in names if name.endswith(" (Optional)")]
    assert 0 < len(optional) < len(names)


def test_every_sample_of_the_repository_is_shown(root, shown):
    texts = {text for o in shown for kind, text in o.parts if kind == "sample"}
    assert texts == {path.read_bytes().decode() for path in (root / "samples").iterdir()}


@pytest.mark.parametrize("anchor", ANCHORS)
def test_fixed_anchor_is_on_the_page_once(pages, anchor):
    page = pages["v2/index.html"]
    assert [e.tag for e in page.walk() if e.attributes.get("id") == anchor] == ["section"]
    links = {e.attributes.get("href", "") for e in page.all("a")}
    assert f"#{anchor}" in links


def test_links_to_anchors_arrive(pages):
    for name, page in pages.items():
        ids = {e.attributes["id"] for e in page.walk() if "id" in e.attributes}
        fragments = {e.attributes.get("href", "") for e in page.all("a")}
        dead = {f for f in fragments if re.match(r"#.", f) and f[1:] not in ids}
        assert not dead, name


def test_nothing_is_loaded_from_another_host(pages):
    for name, page in pages.items():
        loaded = [e.attributes["src"] for e in page.walk() if "src" in e.attributes]
        loaded += [e.attributes["href"] for e in page.all("link")]
        assert loaded
        assert not [url for url in loaded if re.match(r"(https?:)?//", url)], name


def test_no_page_has_code_or_style_in_it(pages):
    for name, page in pages.items():
        assert not "".join(e.text() for e in page.all("script")).strip(), name
        assert not page.all("style"), name
        assert not [e for e in page.walk() if "style" in e.attributes], name


def test_stylesheets_scripts_and_images_are_in_the_site(site, pages):
    for name, page in pages.items():
        folder = (site / name).parent
        urls = [e.attributes["src"] for e in page.walk() if "src" in e.attributes]
        urls += [
            e.attributes["href"]
            for e in page.all("link")
            if e.attributes.get("rel") == "stylesheet"
        ]
        missing = [url for url in urls if not (folder / url.split("?")[0]).is_file()]
        assert not missing, name


def test_stock_tools_build_the_sources_too(build_site):
    stock = build_site(
        "-D", "extensions=os_api_ref,openstackdocstheme", "-D", "html_theme=openstackdocs"
    )
    assert "operation-grp" in (stock / "v2/index.html").read_text(encoding="utf-8")


def test_site_is_small_and_has_no_file_of_other_themes(site):
    files = [path for path in site.rglob("*") if path.is_file() and ".doctrees" not in path.parts]
    assert len(files) <= 45
    assert sum(path.stat().st_size for path in files) <= 800_000
    assert not [path for path in files if "bootstrap" in path.name]
