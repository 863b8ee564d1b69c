"""Build the site and pack it into a reproducible tarball.

``python -m apiref.sphinx.publish api-ref/source api-ref/build/site.tar.gz``

The site is built from scratch in a temporary folder. The date shown on the pages and used in the
tarball is that of the last commit, or ``SOURCE_DATE_EPOCH`` if set.
"""

import argparse
import gzip
import io
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from apiref import git

EPOCH = "SOURCE_DATE_EPOCH"

# Internal state of Sphinx for its next run; not needed on a server.
NOT_PUBLISHED = frozenset({".buildinfo"})


def source_epoch(source: Path) -> int:
    """Return the timestamp of the site, in seconds since 1970.

    Raises:
        ValueError: There is no commit, or the variable is not a number.
    """
    stated = os.environ.get(EPOCH)
    if stated is None:
        try:
            stated = git.output(source, "log", "-1", "--format=%ct")
        except git.GitError as error:
            raise ValueError(f"there is no commit to date the site; set {EPOCH}") from error
    try:
        return int(stated)
    except ValueError:
        raise ValueError(f"{EPOCH} is not a number of seconds: {stated!r}") from None


def build(source: Path, site: Path, doctrees: Path, epoch: int) -> int:
    """Build the HTML of ``source`` into ``site`` and return sphinx-build's exit code."""
    settings = {EPOCH: str(epoch), "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"]
    command += ["-d", str(doctrees), str(source), str(site)]
    return subprocess.run(command, check=False, env=os.environ | settings).returncode


def members(site: Path, top: str, epoch: int) -> Iterator[tuple[tarfile.TarInfo, bytes]]:
    """Yield the files of the site as tarball members, sorted by name."""
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    for name, path in sorted(files.items()):
        if path.name in NOT_PUBLISHED:
            continue
        content = path.read_bytes()
        # Everything not set here (owner, group, permissions) has a fixed default in TarInfo.
        member = tarfile.TarInfo(f"{top}/{name}")
        member.size = len(content)
        member.mtime = epoch
        yield member, content


def pack(site: Path, tarball: Path, epoch: int) -> None:
    """Write the files below ``site`` into ``tarball``, in a folder named like the tarball."""
    packed = io.BytesIO()
    with (
        gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=epoch) as compressed,
        tarfile.open(fileobj=compressed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        for member, content in members(site, tarball.name.removesuffix(".tar.gz"), epoch):
            archive.addfile(member, io.BytesIO(content))
    tarball.parent.mkdir(parents=True, exist_ok=True)
    tarball.write_bytes(packed.getvalue())


def main(arguments: Sequence[str] | None = None) -> int:
    """Build and pack; return 0, the exit code of sphinx-build, or 2 if there is no date."""
    parser = argparse.ArgumentParser(
        prog="python -m apiref.sphinx.publish",
        description="Build the site and pack it reproducibly.",
    )
    parser.add_argument("source", type=Path, help="the folder with conf.py")
    parser.add_argument("tarball", type=Path, help="the tarball to write, named *.tar.gz")
    options = parser.parse_args(arguments)
    try:
        epoch = source_epoch(options.source)
    except ValueError as error:
        print(f"publish: {error}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "html"
        failed = build(options.source, site, Path(folder) / "doctrees", epoch)
        if failed:
            return failed
        pack(site, options.tarball, epoch)
    print(f"{options.tarball}: {options.tarball.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
