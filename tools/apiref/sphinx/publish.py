"""Build the site and pack it into one tarball whose bytes depend on nothing but the sources.

``python -m apiref.sphinx.publish api-ref/source api-ref/build/site.tar.gz``

The pages are built from nothing in a temporary folder. The date that they show, and that the files
in the tarball carry, is the one of the last commit, or ``SOURCE_DATE_EPOCH`` where that is set.
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

EPOCH = "SOURCE_DATE_EPOCH"

# Sphinx's note to its own next run about the configuration; a server has no use for it.
NOT_PUBLISHED = frozenset({".buildinfo"})


def source_epoch(source: Path) -> int:
    """Return the time, in seconds since 1970, that the site is to carry.

    Raises:
        ValueError: There is no commit to take it from, or the variable holds no number.
    """
    stated = os.environ.get(EPOCH)
    if stated is None:
        command = ["git", "-C", str(source), "log", "-1", "--format=%ct"]
        try:
            stated = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        except (OSError, subprocess.CalledProcessError) as error:
            raise ValueError(f"no commit to take the site's date from: set {EPOCH}") from error
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
    """Yield every file of the site, in the order of the names, as it goes into the tarball."""
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    for name, path in sorted(files.items()):
        if path.name in NOT_PUBLISHED:
            continue
        content = path.read_bytes()
        # What is not set here (owner, group, permissions) has the same value in every TarInfo.
        member = tarfile.TarInfo(f"{top}/{name}")
        member.size = len(content)
        member.mtime = epoch
        yield member, content


def pack(site: Path, tarball: Path, epoch: int) -> None:
    """Write the files below ``site`` into ``tarball``, under a folder of the tarball's name."""
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
    """Build and pack; return 0, sphinx-build's exit code, or 2 for a tarball without a date."""
    parser = argparse.ArgumentParser(
        prog="python -m apiref.sphinx.publish", description="Pack the site, always the same bytes."
    )
    parser.add_argument("source", type=Path, help="the folder of conf.py")
    parser.add_argument("tarball", type=Path, help="the file to write, named *.tar.gz")
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
