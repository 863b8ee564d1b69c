"""The only way to the disk: reads files below one folder, and nothing outside it."""

from __future__ import annotations

import hashlib
import os
import posixpath
import stat
from pathlib import Path
from typing import Any

from apiref.model.location import Location, Problem, line_and_column

# Far beyond what references have: files of some hundred kB, and a few thousand of them.
MAX_BYTES = 8_000_000
MAX_FILES = 50_000
_SKIPPED_FOLDERS = frozenset({"build", "_build", "node_modules", "__pycache__"})


class Files:
    """The files below ``root``; every path in and out is relative to it, with ``/``.

    What cannot be read is noted in ``problems``, once for each file.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(os.path.realpath(root))
        self.problems: list[Problem] = []
        self._texts: dict[str, str | None] = {}
        self._lists: dict[str, list[str]] = {}
        self._stamps: dict[str, tuple[int, int]] = {}
        self._digests: dict[str, str] = {}
        self._facts: dict[tuple[str, str], bool] = {}
        self._real_folders: dict[str, str] = {}

    def resolve(self, base: str, reference: str) -> str | None:
        """The path that ``reference`` names, seen from the folder of the file ``base``.

        A reference that starts with ``/`` is not resolved here: it gives None, as one that leads
        out of the root does.
        """
        if reference.startswith("/") or "\x00" in reference:
            return None
        path = posixpath.normpath(posixpath.join(posixpath.dirname(base), reference))
        if path == ".." or path.startswith("../"):
            return None
        return path

    def exists(self, path: str) -> bool:
        """Whether there is a regular file of that path, inside the root."""
        return self._fact("file", path)

    def is_there(self, path: str) -> bool:
        """Whether there is anything of that path: a file, or what should not be in its place."""
        return self._fact("anything", path)

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder of that path, inside the root."""
        return self._fact("folder", path)

    def _fact(self, kind: str, path: str) -> bool:
        if (kind, path) not in self._facts:
            self._facts[kind, path] = self._look(kind, path)
        return self._facts[kind, path]

    def _look(self, kind: str, path: str) -> bool:
        """Whether there is something of a kind, as it is now."""
        if kind == "file":
            return self._examine(path) is None
        if kind == "anything":
            return os.path.lexists(self.root / path)
        try:
            real = os.path.realpath(self.root / path, strict=True)
            return self._is_inside(real) and Path(real).is_dir()
        except (OSError, ValueError):
            return False

    def trace(self) -> dict[str, dict[Any, Any]]:
        """All that was asked of the disk so far, and its answers: texts as digests."""
        digests = {path: self._digests.get(path, "") for path in self._texts}
        return {"texts": digests, "lists": dict(self._lists), "facts": dict(self._facts)}

    def still_holds(self, trace: dict[str, dict[Any, Any]]) -> bool:
        """Whether the disk would give the same answers now.

        What could not be read when the trace was made counts as changed.
        """
        texts = trace["texts"]
        return (
            all(self._look(kind, path) == found for (kind, path), found in trace["facts"].items())
            and all(self._list(folder) == found for folder, found in trace["lists"].items())
            and all(digest and self._digest(path) == digest for path, digest in texts.items())
        )

    def _digest(self, path: str) -> str:
        if self._examine(path) is not None:
            return ""
        try:
            return digest_of((self.root / path).read_bytes())
        except OSError:
            return ""

    def have_changed(self) -> bool:
        """Whether any file that was read or attended to, or is or is not there, is not as then."""
        return (
            any(self._stamp(path) != stamp for path, stamp in self._stamps.items())
            or any(self._look(kind, path) != found for (kind, path), found in self._facts.items())
            or any(self._list(folder) != found for folder, found in self._lists.items())
        )

    def attend(self, path: Path) -> None:
        """Counts a file that is read elsewhere, or may appear, as one that was read now."""
        place = str(path.absolute())
        self._stamps[place] = self._stamp(place)

    def _stamp(self, path: str) -> tuple[int, int]:
        """The time and the size of a file, as they are now."""
        try:
            status = (self.root / path).stat()
        except (OSError, ValueError):
            return (0, -1)
        return (status.st_mtime_ns, status.st_size)

    def _is_inside(self, real: str) -> bool:
        return real == str(self.root) or real.startswith(str(self.root).rstrip("/") + "/")

    def text(self, path: str, kind: str = "unreadable-file") -> str | None:
        """The text of a file, or None, with a problem of that kind noted, where it has none.

        A byte order mark is dropped, and noted. Line ends are left as they are.
        """
        if path not in self._texts:
            self._stamps[path] = self._stamp(path)
            self._texts[path] = self._read(path, kind)
        return self._texts[path]

    def text_if_there(self, path: str) -> str | None:
        """The text of a file, or None where it has none; that it is not there is no problem."""
        return self.text(path) if self.exists(path) else None

    def hold(self, path: str, text: str) -> None:
        """Gives a file another text here, while the disk keeps what it has."""
        self._texts[path] = text

    def walk(self, folder: str) -> list[str]:
        """All regular files below a folder, sorted; links to folders are not followed."""
        if folder not in self._lists:
            self._lists[folder] = self._list(folder)
        return self._lists[folder]

    def _list(self, folder: str) -> list[str]:
        found: list[str] = []
        if not self.is_folder(folder):
            return found
        for directory, names, files in os.walk(self.root / folder):
            names[:] = sorted(
                name for name in names if not name.startswith(".") and name not in _SKIPPED_FOLDERS
            )
            relative = Path(directory).relative_to(self.root).as_posix()
            prefix = "" if relative == "." else relative + "/"
            found.extend(prefix + name for name in files if not name.startswith("."))
            if len(found) > MAX_FILES:
                break
        return sorted(path for path in found[:MAX_FILES] if _is_encodable(path))

    def _examine(self, path: str) -> str | None:
        """Why a file cannot be read, in words, or None."""
        try:
            real = self._real(path)
            if not self._is_inside(real):
                return "it leads out of the repository"
            status = os.stat(real)  # noqa: PTH116 - a Path for each file costs more than the call
            if stat.S_ISDIR(status.st_mode):
                return "it is a folder"
            if not stat.S_ISREG(status.st_mode):
                return "it is not a regular file"
            if status.st_size > MAX_BYTES:
                return f"it is larger than {MAX_BYTES // 1_000_000} MB"
        except FileNotFoundError:
            return "there is no such file"
        except (OSError, ValueError) as error:
            return _reason(error)
        return None

    def _real(self, path: str) -> str:
        """Where a path leads to when all links are followed; each folder is looked up once."""
        folder, _, name = f"{self.root}/{path}".rpartition("/")
        if name in ("", ".", ".."):
            return os.path.realpath(f"{folder}/{name}", strict=True)
        if folder not in self._real_folders:
            self._real_folders[folder] = os.path.realpath(folder, strict=True)
        real = f"{self._real_folders[folder]}/{name}"
        return os.path.realpath(real, strict=True) if os.path.islink(real) else real  # noqa: PTH114

    def _read(self, path: str, kind: str) -> str | None:
        why = self._examine(path)
        data = b""
        if why is None:
            try:
                data = (self.root / path).read_bytes()
            except OSError as error:
                why = _reason(error)
        if why is not None:
            self._note(kind, path, 1, 1, f"cannot be read: {why}")
            return None
        self._digests[path] = digest_of(data)
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            good = data[: error.start].decode("utf-8")
            line, column = line_and_column(good, len(good))
            byte = data[error.start]
            self._note(
                "wrong-encoding",
                path,
                line,
                column,
                f"is not UTF-8: byte 0x{byte:02x} here; save the file as UTF-8",
            )
            return None
        if text.startswith("\ufeff"):
            self._note(
                "byte-order-mark", path, 1, 1, "starts with a byte order mark; save it without"
            )
            text = text[1:]
        return text

    def _note(self, kind: str, path: str, line: int, column: int, message: str) -> None:
        self.problems.append(Problem(kind, Location(path, line, column), path, message))


def digest_of(data: bytes) -> str:
    """What tells the content of one file from that of another."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _is_encodable(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return str(error)
