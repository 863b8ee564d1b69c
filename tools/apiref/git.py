"""Runs git in repositories of others: nothing that they configure is run, and nothing is fetched.

This holds for commands that only read, and make no diff of contents. A revision goes behind
``--end-of-options``, a path behind ``--``.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

# What says where git and the user's own configuration are. All other variables are left out, such
# as GIT_DIR and GIT_INDEX_FILE, which git sets for hooks.
_KEPT = frozenset(
    "GIT_CEILING_DIRECTORIES GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM GIT_CONFIG_SYSTEM"
    " GIT_DISCOVERY_ACROSS_FILESYSTEM GIT_EXEC_PATH".split()
)
_VARIABLES = {
    # No protocol has this name. Without one, git starts no ssh, remote or credential helper.
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
}
# Takes precedence over all files of configuration.
_CONFIGURATION = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "diff.orderFile": os.devnull,
    "log.follow": "false",
    "log.mailmap": "false",
    "log.showSignature": "false",
    # A folder of the tree that looks like a bare repository is none.
    "safe.bareRepository": "explicit",
}


class GitError(Exception):
    """git cannot do what was asked; the message is its own, and may be empty."""


def output(folder: Path, *arguments: str) -> str:
    """Return the output of a command, without a final line end. Raises GitError."""
    try:
        done = subprocess.run(
            _command(folder, arguments),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env=_environment(),
        )
    except (OSError, ValueError) as error:
        raise GitError(f"git: {error}") from error
    if done.returncode:
        raise GitError(" ".join(os.fsdecode(done.stderr).split()))
    return os.fsdecode(done.stdout).rstrip("\n")


def parts(folder: Path, *arguments: str) -> Iterator[str]:
    """Yield what a command ends or separates by NUL, as it arrives. Raises GitError."""
    with _started(folder, arguments) as process:
        assert process.stdout is not None
        try:
            rest = b""
            while chunk := process.stdout.read1(1 << 16):  # type: ignore[attr-defined]
                *found, rest = (rest + chunk).split(b"\0")
                yield from map(os.fsdecode, found)
            if rest:
                yield os.fsdecode(rest)
            if process.wait():
                raise GitError(f"git {arguments[0]} failed")
        finally:
            # The caller may need no more.
            process.kill()


def blobs(folder: Path, names: Iterable[str]) -> Iterator[bytes]:
    """Yield the content of each object. Raises GitError if one is missing."""
    try:
        with _started(folder, ("cat-file", "--batch"), subprocess.PIPE) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            for name in names:
                process.stdin.write(f"{name}\n".encode())
                process.stdin.flush()
                header = process.stdout.readline().split()
                if len(header) != 3:
                    raise GitError(f"git: cannot read the object {name}")
                yield process.stdout.read(int(header[2]))
                # The line end after the object.
                process.stdout.read(1)
    except BrokenPipeError as error:
        raise GitError("git: cat-file has ended") from error


def _started(
    folder: Path, arguments: Iterable[str], stdin: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            _command(folder, arguments),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
    except (OSError, ValueError) as error:
        raise GitError(f"git: {error}") from error


def _command(folder: Path, arguments: Iterable[str]) -> list[str]:
    command = ["git", "-C", str(folder), "--no-pager"]
    for name, value in _CONFIGURATION.items():
        command += ["-c", f"{name}={value}"]
    return [*command, *arguments]


def _environment() -> dict[str, str]:
    """The environment of git, which keeps a ``safe.directory``, as CI sets it, and no more."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _KEPT
    }
    count = os.environ.get("GIT_CONFIG_COUNT", "")
    safe = [
        os.environ.get(f"GIT_CONFIG_VALUE_{number}", "")
        for number in range(int(count) if count.isdecimal() else 0)
        if os.environ.get(f"GIT_CONFIG_KEY_{number}", "").lower() == "safe.directory"
    ]
    for number, folder in enumerate(safe):
        kept[f"GIT_CONFIG_KEY_{number}"] = "safe.directory"
        kept[f"GIT_CONFIG_VALUE_{number}"] = folder
    return kept | _VARIABLES | {"GIT_CONFIG_COUNT": str(len(safe))}
