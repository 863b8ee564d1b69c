"""Makes faults in single lines of the checker, and asks whether its tests notice.

    python -m tests.mutation --mutants 120 --seed 1 [part of a path...]

Cosmic Ray makes the faults. A sample of them is tried, the same on every run, each in a copy of the
repository and with the tests that are about the module: its own, then those of the rules of its
topic. Fails where too few are noticed.
"""

from __future__ import annotations

import argparse
import os
import queue
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("analysis", "engine", "fixes", "rules", "text")
ENOUGH = 0.9
# The tests of a topic take half a minute and some 200 MB at most. With a fault, a loop may have no
# end, and a list no last item.
LIMITS = {resource.RLIMIT_CPU: 180, resource.RLIMIT_AS: 3 << 30}
# Each operator once or twice. Without decorators, which cache; without "|", which is in types.
OPERATORS = re.compile(
    r"core/(AddNot|Replace(True|False|And|Or|Break|Continue)With\w+|NumberReplacer"
    r"|ZeroIterationForLoop|ExceptionReplacer|ReplaceUnaryOperator_(Delete_Not|USub_UAdd)"
    r"|ReplaceBinaryOperator_(Add_Sub|Sub_Add|Mul_Div|Mod_Mul|BitAnd_BitOr)"
    r"|ReplaceComparisonOperator_(Eq_NotEq|NotEq_Eq|Lt_LtE|Lt_Gt|LtE_Lt|LtE_Gt|Gt_GtE|Gt_Lt"
    r"|GtE_Gt|GtE_Lt|Is_IsNot|IsNot_Is))"
)
# Lines in which a fault changes no result, but only how much time or memory that takes.
COSTS = re.compile(r"maxsize=|slots=True|digest_size=|^_?(?:MAX_\w+|MOST|LONGEST|SHOWN|SECONDS) = ")
# What an operator takes for a place, but is none: types are only imported for type checkers, and
# the "*" before keyword-only parameters is no product.
NO_FAULTS = {
    "core/AddNot": re.compile(r"^if TYPE_CHECKING:"),
    "core/ReplaceBinaryOperator_Mul_Div": re.compile(r"(?:^|[(,] ?)\*,"),
}
# Lines in which a fault cannot be noticed, by the end of their path, and the reason.
EQUIVALENT: dict[tuple[str, str], str] = dict.fromkeys(
    (
        ("engine/session.py", "settings=trees[0].settings,"),
        (
            "engine/check.py",
            "return settle(check_all(trees, names), trees[0].settings, baseline, exists)",
        ),
    ),
    "All references of a repository have the same settings.",
)
EQUIVALENT["fixes/statements.py", "lists = 0"] = "The number of a list is only compared."
EQUIVALENT[
    "rules/samples/layout.py",
    "wrong = next((pair for pair in pairwise(found) if pair[1] < pair[0]), None)",
] = "No two members of an object have the same name."
EQUIVALENT["analysis/rows/entries.py", "first = words(entry.key)[:1]"] = (
    "It is compared with one word."
)
EQUIVALENT[
    "analysis/samples/misplaced_rows.py",
    "known.setdefault(custom, []).append(rows[0].parameter)",
] = "All rows of an entry have the same one."


class Mutant(NamedTuple):
    """One fault: an operator, and which of its places in a module.

    Its name is the same, whatever becomes of other lines and modules.
    """

    path: str
    line: int
    text: str
    operator: str
    occurrence: int
    name: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.operator.removeprefix('core/')}: {self.text}"


def mutants(path: str) -> Iterator[Mutant]:
    """All faults that can be made in a module."""
    source = (ROOT / "tools/apiref" / path).read_text(encoding="utf-8")
    lines, nodes = source.splitlines(), list(ast_nodes(get_ast(source)))
    for name in filter(OPERATORS.fullmatch, operator_names()):
        operator = get_operator(name)()
        at = [start[0] for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, line in enumerate(at):
            text = lines[line - 1].strip()
            no_fault = name in NO_FAULTS and NO_FAULTS[name].search(text)
            if not COSTS.search(text) and (path, text) not in EQUIVALENT and not no_fault:
                around = f"{lines[line - 2]} {text} {at[:occurrence].count(line)}"
                yield Mutant(path, line, text, name, occurrence, f"{name} {around}")


def chance(seed: int, mutant: Mutant) -> int:
    """A number by which to choose some mutants."""
    return zlib.crc32(f"{seed} {mutant.name}".encode())


def tests_of(path: str, root: Path) -> list[str]:
    """The tests that are about a module: its own first."""
    module = Path("tests/unit", path)
    room, topic = module.parts[2], module.parts[3]
    own = module.with_name(f"test_{module.name}")
    rules = Path("tests/unit/rules", topic)
    around = rules if room in ("analysis", "rules") and (root / rules).is_dir() else own.parent
    return [str(each) for each in (own, around) if (root / each).exists()]


def limit() -> None:
    """Limits what this process may use."""
    for kind, most in LIMITS.items():
        resource.setrlimit(kind, (most, most))


def pass_tests(root: Path, tests: str) -> bool:
    """Whether tests pass in a copy of the repository."""
    # Python takes what it compiled before for that of any file of the same second and size.
    environment = {**os.environ, "PYTHONPATH": "tools", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-qx", "-p", "no:cacheprovider", tests],
        cwd=root,
        env=environment,
        capture_output=True,
        preexec_fn=limit,
        check=False,
    )
    return done.returncode == 0


def is_noticed(mutant: Mutant, root: Path) -> bool:
    """Whether a test fails with a fault in a copy of the repository, which is put right again."""
    file = root / "tools/apiref" / mutant.path
    source = file.read_text(encoding="utf-8")
    code = mutate_code(source, get_operator(mutant.operator)(), mutant.occurrence)
    for compiled in file.parent.glob(f"__pycache__/{file.stem}.*"):
        compiled.unlink()
    file.write_text(code, encoding="utf-8")
    passed = all(pass_tests(root, tests) for tests in tests_of(mutant.path, root))
    file.write_text(source, encoding="utf-8")
    return not passed


def copied(folder: Path) -> Path:
    """A copy of what the tests need of the repository."""
    for name in ("api-ref", "samples", "tests", "tools"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("README.rst", "CONTRIBUTING.rst", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return folder


def main() -> int:
    """Tries a sample; the exit code is 1 where too few faults are noticed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", help="only modules with one of these in their paths")
    parser.add_argument("--mutants", type=int, default=120, help="how many to try")
    parser.add_argument("--seed", type=int, default=1, help="which ones")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at a time")
    options = parser.parse_args()
    package = ROOT / "tools/apiref"
    files = sorted(file for room in ROOMS for file in package.glob(f"{room}/**/[!_]*.py"))
    paths = [file.relative_to(package).as_posix() for file in files]
    if options.parts:
        paths = [path for path in paths if any(part in path for part in options.parts)]
    every = [mutant for path in paths for mutant in mutants(path)]
    sample = sorted(sorted(every, key=partial(chance, options.seed))[: options.mutants])
    tests = {Path(tests) for mutant in sample for tests in tests_of(mutant.path, ROOT)}
    folders = sorted({str(each.parent if each.suffix else each) for each in tests})
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(options.jobs) as pool:
        copies: queue.Queue[Path] = queue.Queue()
        for number in range(options.jobs):
            copies.put(copied(Path(folder, str(number))))

        def in_copy(trial: Callable[[Path], bool]) -> bool:
            copy = copies.get()
            try:
                return trial(copy)
            finally:
                copies.put(copy)

        # What fails without a fault would notice every one.
        passed = pool.map(in_copy, [partial(pass_tests, tests=folder) for folder in folders])
        if failed := [folder for folder, ok in zip(folders, passed, strict=True) if not ok]:
            print("fails without any fault:", *failed)
            return 1
        noticed = 0
        trials = pool.map(in_copy, [partial(is_noticed, mutant) for mutant in sample])
        for mutant, was_noticed in zip(sample, trials, strict=True):
            noticed += was_noticed
            if not was_noticed:
                print(f"not noticed: {mutant}", flush=True)
    share = noticed / max(len(sample), 1)
    print(f"{noticed} of {len(sample)} faults noticed ({share:.1%}), of {len(every)} possible")
    return 0 if share >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main())
