"""Reads the zip archives that Playwright records: a HAR, and a file for each body.

The HAR names the file of a body, which is looked up among those of the archive only. Nothing is
written to the disk.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Container, Iterator
from typing import Any, BinaryIO

SIGNATURE = b"PK\x03\x04"
# The list of files is in memory as a whole, and takes ten times as much there.
MAX_ARCHIVE = 50_000_000
_ENCRYPTED = 1
_BODIES = (("request", "postData"), ("response", "content"))


def archived_entries(
    stream: BinaryIO, read: Callable[[Any], Iterator[Any]], most: int, longest: int
) -> Iterator[Any]:
    """The entries of the HAR in an archive, with their bodies; ``read`` reads those of a HAR.

    Bodies are cut after ``longest`` bytes. Raises ValueError, while iterating, if the archive is
    damaged, encrypted or compressed in an unusual way, if it has no HAR or several, or if more than
    ``most`` bytes would be read.
    """
    # Imported here because few recordings are archives.
    from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

    too_much = ValueError(f"the archive has more than {most // 1_000_000} MB; split it")
    try:
        with ZipFile(stream) as archive:
            files = {file.filename: file for file in archive.infolist()}
            for file in files.values():
                is_usual = file.compress_type in (ZIP_STORED, ZIP_DEFLATED)
                if not is_usual or file.flag_bits & _ENCRYPTED:
                    raise ValueError("the archive is encrypted, or not compressed by deflate")
            names = [name for name in files if name.endswith(".har")]
            if len(names) != 1:
                raise ValueError("the archive must have one file '*.har'")
            left = most - files[names[0]].file_size
            if left < 0:
                raise too_much
            with archive.open(names[0]) as har:
                for entry in read(har):
                    for content in _contents(entry, files):
                        file = files[content["_file"]]
                        left -= min(file.file_size, longest)
                        if left < 0:
                            raise too_much
                        with archive.open(file) as body:
                            data = body.read(longest)
                        content["text"] = base64.b64encode(data).decode()
                        content["encoding"] = "base64"
                    yield entry
    except (BadZipFile, EOFError, NotImplementedError, UnicodeDecodeError, zlib.error) as error:
        raise ValueError("the archive is damaged") from error


def _contents(entry: Any, files: Container[str]) -> Iterator[dict[str, Any]]:
    """The bodies of an entry that are in files."""
    for name, inner in _BODIES:
        message = entry.get(name) if isinstance(entry, dict) else None
        content = message.get(inner) if isinstance(message, dict) else None
        if isinstance(content, dict):
            file = content.get("_file")
            if isinstance(file, str) and file in files:
                yield content
