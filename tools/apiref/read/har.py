"""Reads the entries of recordings one by one, since the whole file may not fit in memory.

What a recording is shows in its content: HAR, also in an archive of Playwright, a cassette of
VCR.py or Betamax in JSON or YAML, a Postman collection with examples, a report of newman, or a log
with requests and responses.
"""

from __future__ import annotations

import json
import re
import stat
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from apiref.read.archives import MAX_ARCHIVE, SIGNATURE, archived_entries
from apiref.read.cassettes import har_entry
from apiref.read.http_logs import logged_interactions
from apiref.read.postman import example_interactions, run_interactions

# Limits the time; a larger recording can be split.
MAX_BYTES = 500_000_000
# Limits the memory that a body takes.
MAX_BODY = 16_000_000
_CHUNK = 1 << 18
# The part of a file that shows its form.
_START = 1 << 16
_CASSETTE = re.compile(
    rb"^(?:interactions|http_interactions|recorded_with|version)[ \t]*:", re.MULTILINE
)
# A syntax error this close to the end of the text may only mean that more text is needed.
_NEAR = 20
_EXPONENT = len("e+")
_NUMBERS = (int, float)
_BLANK = re.compile(r"[ \t\n\r]*")


class RecordingError(Exception):
    """A recording cannot be used; the message is a single line that names the file."""


def entries(path: Path) -> Iterator[Any]:
    """The members of ``log.entries`` of a HAR file, of any type, read lazily.

    Other recordings are turned into what they would be in HAR. Raises RecordingError, while
    iterating, if the file cannot be read or is no recording.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise RecordingError(f"{path}: is not a file")
        if status.st_size > MAX_BYTES:
            raise _too_large(path, MAX_BYTES)
        with path.open("rb") as stream:
            start = stream.read(_START)
            stream.seek(0)
            if start.startswith(SIGNATURE):
                if status.st_size > MAX_ARCHIVE:
                    raise _too_large(path, MAX_ARCHIVE)
                yield from archived_entries(
                    stream, lambda har: _entries(_Reader(har)), MAX_BYTES, MAX_BODY + 1
                )
            elif start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[", b'"')):
                yield from _entries(_Reader(stream))
            elif _CASSETTE.search(start):
                # Imported here because other recordings need no YAML.
                from apiref.read.yaml_cassettes import yaml_interactions

                yield from map(har_entry, yaml_interactions(stream))
            else:
                yield from _logged(stream)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RecordingError(f"{path}: no such file") from error
    except OSError as error:
        raise RecordingError(f"{path}: cannot be read: {error.strerror}") from error
    except _NoRecordingError as error:
        raise RecordingError(f"{path}: {error}") from error
    except RecursionError as error:
        raise RecordingError(f"{path}: is nested too deeply") from error
    except MemoryError as error:
        raise RecordingError(f"{path}: does not fit in memory; split it") from error
    except ValueError as error:
        raise RecordingError(f"{path}: cannot be read: {error}") from error


def _too_large(path: Path, most: int) -> RecordingError:
    return RecordingError(f"{path}: is larger than {most // 1_000_000} MB; split it")


class _NoRecordingError(Exception):
    """A file is no recording; the message says what is wrong."""


def _logged(stream: BinaryIO) -> Iterator[Any]:
    found = False
    for interaction in logged_interactions(stream):
        found = True
        yield har_entry(interaction)
    if not found:
        raise _NoRecordingError("is no recording: neither HAR nor a cassette nor a log of requests")


def _entries(reader: _Reader) -> Iterator[Any]:
    found = False
    for name in _names(reader):
        if name in _LISTS and reader.peek() == "[":
            found = True
            for item in reader.items():
                yield from _LISTS[name](item)
        else:
            reader.value()
    reader.end()
    if not found:
        names = " or ".join(map(repr, _LISTS))
        raise _NoRecordingError(f"is no recording: it has no list {names}")


def _names(reader: _Reader) -> Iterator[str]:
    """The names in a document; those in the objects that may have the list are paths."""
    for name in reader.members():
        if name in _OUTER:
            yield from (f"{name}.{inner}" for inner in reader.members())
        else:
            yield name


# The lists in recordings, and how an item becomes entries of HAR.
_LISTS: dict[str, Callable[[Any], Iterable[Any]]] = {
    "interactions": lambda item: [har_entry(item)],
    "http_interactions": lambda item: [har_entry(item)],
    "item": lambda item: map(har_entry, example_interactions(item)),
    "run.executions": lambda item: map(har_entry, run_interactions(item)),
    "log.entries": lambda item: [item],
}
_OUTER = ("log", "run")


class _Reader:
    """Reads JSON values from a stream and keeps only the text that is not parsed yet."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.decoder = getincrementaldecoder("utf-8-sig")()
        self.json = json.JSONDecoder()
        self.text = ""
        self.position = 0
        self.is_whole = False
        # Bytes read; characters and lines before ``text``; and the start of the current line.
        self.bytes = 0
        self.characters = 0
        self.lines = 0
        self.line_start = 0

    def peek(self) -> str:
        """The next non-blank character, or empty at the end."""
        while True:
            match = _BLANK.match(self.text, self.position)
            self.position = match.end() if match is not None else self.position
            if self.position < len(self.text):
                return self.text[self.position]
            if not self._more():
                return ""

    def value(self) -> Any:
        """Parse the next value."""
        self.peek()
        while True:
            try:
                value, end = self.json.raw_decode(self.text, self.position)
            except json.JSONDecodeError as error:
                is_cut = error.msg.startswith("Unterminated") or (
                    error.pos > len(self.text) - _NEAR
                )
                if not (is_cut and self._more()):
                    raise self._broken(error.msg, error.pos) from error
            except ValueError as error:
                raise _NoRecordingError(f"is no recording: invalid JSON: {error}") from error
            else:
                # A number at the end of the text, or "1." there, may be incomplete.
                is_done = end < len(self.text) - _EXPONENT or type(value) not in _NUMBERS
                if is_done or not self._more():
                    self.position = end
                    return value

    def items(self) -> Iterator[Any]:
        """The items of the next value, which is a list."""
        self.position += 1
        if self.peek() == "]":
            self.position += 1
            return
        while True:
            yield self.value()
            if self._closes("]"):
                return

    def members(self) -> Iterator[str]:
        """The names in the next object; the caller reads each value before the next name.

        A value that is not an object is skipped like an empty one.
        """
        if self.peek() != "{":
            self.value()
            return
        self.position += 1
        if self.peek() == "}":
            self.position += 1
            return
        while True:
            if self.peek() != '"':
                message = "Expecting property name enclosed in double quotes"
                raise self._broken(message, self.position)
            name: str = self.value()
            if self.peek() != ":":
                raise self._broken("Expecting ':' delimiter", self.position)
            self.position += 1
            yield name
            if self._closes("}"):
                return

    def end(self) -> None:
        """Raise an error if anything but blanks follows."""
        if self.peek():
            raise self._broken("Extra data", self.position)

    def _closes(self, bracket: str) -> bool:
        """Consume a comma or the closing bracket; return whether it was the bracket."""
        found = self.text[self.position : self.position + 1]
        if found not in (bracket, ","):
            found = self.peek()
        if found not in (bracket, ",") or not found:
            raise self._broken("Expecting ',' delimiter", self.position)
        self.position += 1
        return found == bracket

    def _more(self) -> bool:
        """Read at least as much as is left in the buffer; return False at the end of the stream."""
        if self.is_whole:
            return False
        left = self.text[self.position :]
        data = self.stream.read(max(_CHUNK, len(left)))
        self.is_whole = not data
        self.bytes += len(data)
        try:
            added = self.decoder.decode(data, final=self.is_whole)
        except UnicodeDecodeError as error:
            place = self.bytes - len(error.object) + error.start
            raise _NoRecordingError(f"is not UTF-8 (byte {place})") from error
        lines = self.text.count("\n", 0, self.position)
        if lines:
            self.lines += lines
            last = self.text.rindex("\n", 0, self.position)
            self.line_start = self.characters + last + 1
        self.characters += self.position
        self.text = left + added
        self.position = 0
        return True

    def _broken(self, message: str, position: int) -> _NoRecordingError:
        """The error for invalid JSON at a position of the text, with the position in the file."""
        line = 1 + self.lines + self.text.count("\n", 0, position)
        last = self.text.rfind("\n", 0, position)
        start = self.characters + last + 1 if last >= 0 else self.line_start
        place = self.characters + position
        where = f"line {line} column {place - start + 1} (char {place})"
        return _NoRecordingError(f"is no recording: invalid JSON: {message}: {where}")
