"""Makes repeated builds reliable: their output is the same as that of a fresh build.

* A build with warnings is not reused: the next one reads all sources again and repeats the
  warnings. Otherwise ``sphinx-build -W`` would fail once and then pass without a fix, because
  Sphinx keeps what it read, but not its warnings.
* The files of a removed page are removed too: its HTML, Markdown, source and images.
* A new title or another order of pages changes the navigation on every page, and so does a new
  style sheet or script, since pages contain their checksums. The home page lists all operations.
* The search index contains only words of current pages.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from apiref.sphinx import entries
from apiref.sphinx.domain import RestDomain
from apiref.sphinx.theming import FOLDER


def _forget_files(app: Sphinx) -> None:
    entries.forget()


def _forget_warned_build(app: Sphinx, exception: Exception | None) -> None:
    """Remove the saved environment of a build with warnings, so that the next one starts afresh."""
    if app._warncount:
        (app.doctreedir / ENV_PICKLE_FILENAME).unlink(missing_ok=True)


def _note_assets(app: Sphinx, config: Config) -> None:
    """Rewrite all pages if a static file has changed."""
    digest = hashlib.sha256()
    folders = [FOLDER / "static", *(Path(app.confdir, name) for name in config.html_static_path)]
    for folder in folders:
        for file in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if file.is_file():
                digest.update(f"{file.name}\0".encode() + file.read_bytes())
    config["apiref_assets"] = digest.hexdigest()


def _indices(env: BuildEnvironment) -> list[str]:
    """Return the names of the pages that list the objects of a domain."""
    return [
        f"{domain.name}-{index.name}"
        for domain in env.domains.values()
        for index in domain.indices
        if index(domain).generate()[0]
    ]


def _write_all_when_titles_change(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return all pages if the navigation of the site has changed."""
    site = repr(
        [
            (name, str(env.titles.get(name)), env.toctree_includes.get(name))
            for name in sorted(env.all_docs)
        ]
        + _indices(env)
    )
    domain = env.domains["rest"]
    assert isinstance(domain, RestDomain)
    operations = repr([each for each in domain.targets() if each.kind == "operation"])
    before = getattr(env, "apiref_site", (site, operations))
    env.apiref_site = site, operations  # type: ignore[attr-defined]
    if before[0] != site:
        return sorted(env.all_docs)
    return [] if before[1] == operations else [env.config.root_doc]


def _start_static_files_anew(app: Sphinx) -> None:
    """Remove static files of the last build when those of this one are copied."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    folder = Path(app.outdir, "_static")
    before = {file: file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}
    copy = builder.copy_static_files

    def copy_static_files() -> None:
        for file, time in before.items():
            # Keep files that another extension has written in the meantime.
            if file.is_file() and file.stat().st_mtime_ns == time:
                file.unlink()
        copy()

    builder.copy_static_files = copy_static_files  # type: ignore[method-assign]


def _prune_words(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Remove words from the search index with the last page that contains them."""
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None:
        prune = indexer.prune

        def prune_words(docnames: Iterable[str]) -> None:
            prune(docnames)
            for words in (indexer._mapping, indexer._title_mapping):
                for word in [word for word, pages in words.items() if not pages]:
                    del words[word]

        indexer.prune = prune_words
    return []


def _written(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """Yield the files below the output folder that belong to a page."""
    env, suffix = builder.env, builder.config.html_sourcelink_suffix
    for docname in env.all_docs:
        yield Path(builder.get_outfilename(docname)).relative_to(builder.outdir).as_posix()
        yield f"{docname}.md"
        source = str(env.doc2path(docname, False))
        yield f"_sources/{source}" + ("" if source.endswith(suffix) else suffix)
    for index in _indices(env):
        yield Path(builder.get_outfilename(index)).relative_to(builder.outdir).as_posix()
    for folder, files in (("_images", env.images), ("_downloads", env.dlfiles)):
        for _docnames, name in files.values():
            yield f"{folder}/{name}"


def _remove_gone_files(app: Sphinx, exception: Exception | None) -> None:
    """Remove files of pages that the last build wrote and this one does not."""
    builder = app.builder
    if exception or not isinstance(builder, StandaloneHTMLBuilder):
        return
    # Not in the environment: Sphinx creates a new one after some changes of conf.py.
    record = Path(app.doctreedir, f"written-by-{builder.name}.json")
    before = json.loads(record.read_text()) if record.is_file() else []
    now = sorted(set(_written(builder)))
    for name in sorted(set(before).difference(now)):
        file = Path(builder.outdir, name)
        file.unlink(missing_ok=True)
        for folder in file.parents:
            if folder == Path(builder.outdir) or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()
    record.write_text(json.dumps(now))


def setup(app: Sphinx) -> None:
    """Connect the handlers."""
    app.add_config_value("apiref_assets", "", "html", str)
    app.connect("config-inited", _note_assets)
    app.connect("builder-inited", _forget_files)
    # Before other extensions add files.
    app.connect("builder-inited", _start_static_files_anew, priority=1)
    app.connect("env-get-updated", _write_all_when_titles_change)
    app.connect("html-collect-pages", _prune_words)
    app.connect("build-finished", _remove_gone_files)
    # After all other handlers, since they may warn too.
    app.connect("build-finished", _forget_warned_build, priority=1000)
