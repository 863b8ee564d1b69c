"""Report how a regenerated file differs from the one in the repository."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path


def difference(old: Path, new: Path) -> str:
    """The difference of two text files as a patch, empty if there is none."""
    lines = [path.read_text(encoding="utf-8").splitlines(keepends=True) for path in (old, new)]
    return "".join(difflib.unified_diff(*lines, str(old), "as recorded"))


def main() -> int:
    old, new = (Path(argument) for argument in sys.argv[1:3])
    patch = difference(old, new)
    if patch:
        print(patch, f"error: {old} is not what was recorded; run 'tox -e samples'", sep="")
    return bool(patch)


if __name__ == "__main__":
    sys.exit(main())
