"""All file access: reads files below one folder, and nothing outside it."""

from __future__ import annotations

import hashlib
import os
import posixpath
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apiref.model.location import Location, Problem, line_and_column

# Far beyond real references: a few thousand files of up to some hundred kB.
MAX_BYTES = 8_000_000
MAX_FILES = 50_000
_SKIPPED_FOLDERS = frozenset({"build", "_build", "node_modules", "__pycache__"})
# The time of the last change, the size, and the number of a file.
Stamp = tuple[int, int, int]


class Files:
    """The files below ``root``; all paths are relative to it and use ``/`` as separator.

    ``unsaved`` are texts that files have here, whatever the disk has. Saved or not, nothing outside
    the root and nothing too large has a text. Files that cannot be read are noted in ``problems``,
    once each.
    """

    def __init__(self, root: Path, unsaved: Mapping[str, str] | None = None) -> None:
        self.root = Path(os.path.realpath(root))
        self.problems: list[Problem] = []
        self._unsaved = {
            posixpath.normpath(path): text.encode("utf-8", "surrogatepass")
            for path, text in (unsaved or {}).items()
        }
        # Texts of an earlier reading, with the stamps and the digests of their files.
        self._known: dict[str, tuple[Stamp, str, str]] = {}
        self._looks = True
        self._texts: dict[str, str | None] = {}
        self._lists: dict[str, list[str]] = {}
        self._stamps: dict[str, Stamp] = {}
        self._digests: dict[str, str] = {}
        self._facts: dict[tuple[str, str], bool] = {}
        self._real_folders: dict[str, str] = {}

    def again(self, unsaved: Mapping[str, str] | None = None, look: bool = True) -> Files:
        """The same files as they are now; only what has changed since is read again.

        Without ``look``, files that were read are taken not to have changed on the disk.
        """
        files = Files(self.root, unsaved)
        files._looks = look
        files._known.update(self._known)
        # What has a problem is read again, to note it again.
        troubled = {problem.location.path for problem in self.problems}
        for path, text in self._texts.items():
            if text is not None and path not in self._unsaved and path not in troubled:
                files._known[path] = (self._stamps[path], text, self._digests[path])
        return files

    def resolve(self, base: str, reference: str) -> str | None:
        """Resolve ``reference`` relative to the folder of the file ``base``.

        None if it starts with ``/``, which is not resolved here, or if it is outside the root.
        """
        if reference.startswith("/") or "\x00" in reference:
            return None
        path = posixpath.normpath(posixpath.join(posixpath.dirname(base), reference))
        if path == ".." or path.startswith("../"):
            return None
        return path

    def exists(self, path: str) -> bool:
        """Whether there is a regular file with this path inside the root."""
        return self._fact("file", path)

    def is_there(self, path: str) -> bool:
        """Whether anything exists at this path, of whatever kind."""
        return self._fact("anything", path)

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder with this path inside the root."""
        return self._fact("folder", path)

    def _fact(self, kind: str, path: str) -> bool:
        if (kind, path) not in self._facts:
            self._facts[kind, path] = self._look(kind, path)
        return self._facts[kind, path]

    def _look(self, kind: str, path: str) -> bool:
        """The current answer to a question about a path."""
        if kind == "file":
            return self._examine(path) is None
        if kind == "anything":
            return path in self._unsaved or os.path.lexists(self.root / path)
        try:
            real = os.path.realpath(self.root / path, strict=True)
            return self._is_inside(real) and Path(real).is_dir()
        except (OSError, ValueError):
            return False

    def trace(self) -> dict[str, dict[Any, Any]]:
        """All questions answered from the disk so far, with the answers; texts as digests."""
        digests = {path: self._digests.get(path, "") for path in self._texts}
        return {"texts": digests, "lists": dict(self._lists), "facts": dict(self._facts)}

    def still_holds(self, trace: dict[str, dict[Any, Any]]) -> bool:
        """Whether the disk would still give the same answers.

        Anything that could not be read when the trace was made counts as changed.
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
            return digest_of(self._data(path))
        except OSError:
            return ""

    def _data(self, path: str) -> bytes:
        if path in self._unsaved:
            return self._unsaved[path]
        return (self.root / path).read_bytes()

    def have_changed(self) -> bool:
        """Whether any file that was read, attended to or tested for existence has changed since."""
        return (
            any(self._stamp(path) != stamp for path, stamp in self._stamps.items())
            or any(self._look(kind, path) != found for (kind, path), found in self._facts.items())
            or any(self._list(folder) != found for folder, found in self._lists.items())
        )

    def attend(self, path: Path) -> None:
        """Watch a file that is read elsewhere, or that may appear."""
        place = str(path.absolute())
        self._stamps[place] = self._stamp(place)

    def _stamp(self, path: str) -> Stamp:
        """The current modification time, size and identity of a file."""
        try:
            status = (self.root / path).stat()
        except (OSError, ValueError):
            return (0, -1, 0)
        return (status.st_mtime_ns, status.st_size, status.st_ino)

    def _is_inside(self, real: str) -> bool:
        return real == str(self.root) or real.startswith(str(self.root).rstrip("/") + "/")

    def text(self, path: str, kind: str = "unreadable-file") -> str | None:
        """The text of a file, or None, with a problem of that kind, if it cannot be read.

        A byte order mark is removed and reported. Line ends are kept.
        """
        if path not in self._texts:
            self._texts[path] = self._read_again(path) or self._read(path, kind)
        return self._texts[path]

    def text_if_there(self, path: str) -> str | None:
        """The text of a file, or None; a missing file is not a problem."""
        return self.text(path) if self.exists(path) else None

    def walk(self, folder: str) -> list[str]:
        """All regular files below a folder, sorted; links to folders are not followed."""
        if folder not in self._lists:
            self._lists[folder] = self._list(folder)
        return self._lists[folder]

    def _list(self, folder: str) -> list[str]:
        found = [path for path in self._unsaved if self._is_new_in(folder, path)]
        if not self.is_folder(folder):
            return sorted(found)
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

    def _is_new_in(self, folder: str, path: str) -> bool:
        """Whether a file that is not on the disk yet would be listed in a folder."""
        prefix = "" if folder in ("", ".") else f"{folder}/"
        *folders, name = path.removeprefix(prefix).split("/")
        if not path.startswith(prefix) or not _SKIPPED_FOLDERS.isdisjoint(folders):
            return False
        if "\x00" in path or not all(part and part[0] != "." for part in (*folders, name)):
            return False
        place = f"{self.root}/{path}"
        return (
            _is_encodable(path) and not os.path.lexists(place) and os.path.realpath(place) == place
        )

    def _examine(self, path: str) -> str | None:
        """Why a file cannot be read, or None."""
        unsaved = self._unsaved.get(path)
        try:
            real = self._real(path) if unsaved is None else os.path.realpath(self.root / path)
            if not self._is_inside(real):
                return "it is outside the repository"
            if unsaved is None or os.path.lexists(real):
                status = os.stat(real)  # noqa: PTH116 - a Path for each costs more than the call
                if stat.S_ISDIR(status.st_mode):
                    return "it is a folder"
                if not stat.S_ISREG(status.st_mode):
                    return "it is not a regular file"
            if (status.st_size if unsaved is None else len(unsaved)) > MAX_BYTES:
                return f"it is larger than {MAX_BYTES // 1_000_000} MB"
        except FileNotFoundError:
            return "no such file"
        except (OSError, ValueError) as error:
            return _reason(error)
        return None

    def _real(self, path: str) -> str:
        """The real path of a file; each folder is resolved only once."""
        folder, _, name = f"{self.root}/{path}".rpartition("/")
        if name in ("", ".", ".."):
            return os.path.realpath(f"{folder}/{name}", strict=True)
        if folder not in self._real_folders:
            self._real_folders[folder] = os.path.realpath(folder, strict=True)
        real = f"{self._real_folders[folder]}/{name}"
        return os.path.realpath(real, strict=True) if os.path.islink(real) else real  # noqa: PTH114

    def _read_again(self, path: str) -> str | None:
        """The text of an earlier reading, where the file is still the same."""
        known = None if path in self._unsaved else self._known.get(path)
        stamp = self._stamps[path] = self._stamp(path) if known is None or self._looks else known[0]
        if known is None or known[0] != stamp or (self._looks and self._examine(path) is not None):
            return None
        _, text, self._digests[path] = known
        return text

    def _read(self, path: str, kind: str) -> str | None:
        why = self._examine(path)
        data = b""
        if why is None:
            try:
                data = self._data(path)
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
    """A digest that identifies the content of a file."""
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
