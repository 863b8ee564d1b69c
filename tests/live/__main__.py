"""Run the scenario; write the recording, and compare the samples with it or write them."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.live import samples
from tests.live.scenario import play
from tests.live.server import NotStarted
from tests.live.world import Contradiction, running_world

SAMPLES = Path(__file__).parents[2] / "samples"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.live", description=__doc__)
    parser.add_argument(
        "--recording",
        type=Path,
        metavar="FILE",
        help="where to write the HAR; the log goes beside it",
    )
    parser.add_argument("--write-samples", action="store_true", help="write instead of comparing")
    arguments = parser.parse_args()
    try:
        har = record(arguments.recording)
        return samples_of(har, write=arguments.write_samples)
    except (Contradiction, NotStarted, samples.Unsettled) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1


def record(path: Path | None) -> Mapping[str, Any]:
    """Run the scenario and return its recording; write it even if a chapter failed."""
    start = time.monotonic()

    def tell(text: str) -> None:
        print(f"{time.monotonic() - start:6.1f} s  {text}", flush=True)

    with running_world() as world:
        tell("Glance answers.")
        try:
            play(world, tell)
        finally:
            if path:
                world.recording.write(path)
                # The log of Glance is the only explanation of a failure, and is removed soon.
                shutil.copy(world.glance.log, path.with_suffix(".log"))
    tell(f"{len(world.recording.entries)} exchanges are recorded.")
    return world.recording.har()


def samples_of(har: Mapping[str, Any], *, write: bool) -> int:
    """Write the samples, or print how they differ from the recording."""
    texts = samples.samples(har)
    if write:
        changed = samples.write(texts, SAMPLES)
        print(f"{len(changed)} of {len(texts)} samples changed", *changed, sep="\n")
        return 0
    patch = samples.differences(texts, SAMPLES)
    if patch:
        print(
            patch,
            "error: the samples are not what Glance answers; let the scenario show those that it"
            " does not, and run 'tox -e samples'",
            sep="",
        )
        return 1
    print(f"all {len(texts)} samples are what Glance answers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
