"""Play the scenario; write the recording and the samples, or compare the latter."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.live.scenario import play
from tests.live.server import NotStarted
from tests.live.world import Contradiction, running_world


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.live", description=__doc__)
    parser.add_argument("--recording", type=Path, metavar="FILE", help="where to write the HAR")
    arguments = parser.parse_args()

    start = time.monotonic()

    def tell(text: str) -> None:
        print(f"{time.monotonic() - start:6.1f} s  {text}", flush=True)

    try:
        with running_world() as world:
            tell("Glance answers")
            try:
                play(world, tell)
            finally:
                if arguments.recording:
                    world.recording.write(arguments.recording)
    except (Contradiction, NotStarted) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    tell(f"{len(world.recording.entries)} exchanges recorded")
    return 0


if __name__ == "__main__":
    sys.exit(main())
