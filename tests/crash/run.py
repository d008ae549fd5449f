"""Kill every command of a cluster's year, and see what it leaves: `python -m tests.crash.run`.

Each command dies before every call that changes a file or folder, in the middle of every write, and at random
times. Afterwards the book must be the old one or the new one, every original and backup whole; the same command
run again must leave the folder byte for byte as if nothing had happened. Needs fork (Linux, macOS).
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.crash.points import Points
from tests.crash.scenes import Scene, make
from tests.journeys import journey
from tests.journeys.clock import EPOCH

Tree = Mapping[str, bytes]
"""Path inside the folder → content."""


def tree(folder: Path) -> Tree:
    """Everything in a folder, lock and temporary files too."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def play(scene: Scene, points: Points | None, patience: float | None = None) -> bool:
    """Run the command in a child; with `patience`, kill it after that many seconds. Whether it came to its end."""
    child = os.fork()
    if not child:
        if points:
            points.install()
        journey.run(*scene.arguments)
        os._exit(0)
    if patience is not None:
        time.sleep(patience)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0


def count(scene: Scene) -> int:
    """How many points the command passes."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        points = Points()
        write = os.write
        points.install()
        journey.run(*scene.arguments)
        write(writer, str(points.passed).encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader) as told:
        return int(told.read())


def _is_due(name: str) -> bool:
    """The list of originals follows the book: where a command ends between the two, the next one makes it."""
    return Path(name).name != "DANH_MUC.xlsx"


def torn(left: Tree, old: Tree, new: Tree, book: str) -> list[str]:
    """What is neither as before nor as after, and what of the originals and backups is not whole."""
    problems = []
    for name, data in left.items():
        path = Path(name)
        if path.name.startswith((".thidua-", ".")):
            continue
        mark = hashlib.sha256(data).hexdigest()
        if data not in (old.get(name), new.get(name)):
            problems.append(f"{name} is neither the old nor the new one")
        if path.parent.suffix == ".goc" and path.stem not in (mark, "DANH_MUC"):
            problems.append(f"the original {name} is not whole")
    state = new if left.get(book) == new[book] else old
    kept = [name for name in state if name.split("/")[0].endswith((".goc", ".xlsx", "luu")) and _is_due(name)]
    return problems + [f"{name} is gone" for name in kept if name not in left]


@dataclass
class Killed:
    """What was done to one command."""

    points: int = 0
    at_points: int = 0
    at_random: int = 0
    old: int = 0
    new: int = 0
    problems: list[str] = field(default_factory=list)


def torture(scene: Scene, work: Path, *, short: bool, chance: random.Random) -> Killed:
    """Kill one command at every point and as often at random times; `short`: at a few of both."""
    killed = Killed()

    def again() -> None:
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(scene.start, work)

    again()
    killed.points = count(scene)
    old, new = tree(scene.start), tree(work)
    again()
    began = time.monotonic()
    play(scene, None)
    lasts = time.monotonic() - began
    if tree(work) != new:
        killed.problems.append("two runs differ")
    every = range(killed.points)
    chosen = chance.sample(every, 6) if short else every
    plan: list[tuple[Points | None, float | None]] = [(Points(at), None) for at in chosen]
    plan += [(None, chance.uniform(0, lasts)) for _ in range(3 if short else max(40, killed.points))]
    for points, patience in plan:
        again()
        ended = play(scene, points, patience)
        where = f"before point {points.last}" if points else f"after {patience:.3f} s"
        if points and ended:
            killed.problems.append(f"{where}: was not killed")
        killed.at_points += points is not None
        killed.at_random += points is None and not ended
        left = tree(work)
        in_place = left.get(scene.book) == new[scene.book]
        killed.old, killed.new = killed.old + (not in_place), killed.new + in_place
        killed.problems += [f"{where}: {problem}" for problem in torn(left, old, new, scene.book)]
        play(scene, None)
        after = tree(work)
        if after != new:
            differ = sorted(n for n in after.keys() | new.keys() if after.get(n) != new.get(n))
            killed.problems.append(f"{where}: run again it differs in {', '.join(differ)}")
    return killed


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 when nothing was ever lost or torn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="a few kills a command")
    parser.add_argument("--only", metavar="COMMAND", default="", help="kill no other command")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    os.environ |= {"SOURCE_DATE_EPOCH": EPOCH, "THIDUA_USER": "Nguyễn Văn Kiểm"}
    chance = random.Random(given.seed)
    total, problems = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "work"
        scenes = make(Path(folder), work)
        for scene in (one for one in scenes if given.only in ("", one.name)):
            killed = torture(scene, work, short=given.short, chance=chance)
            total += killed.at_points + killed.at_random
            problems += len(killed.problems)
            print(f"{scene.name:14} {killed.points:4} points: killed at {killed.at_points} of them and at "
                  f"{killed.at_random} random times; left the old book {killed.old}, the new one {killed.new}",
                  flush=True)  # fmt: skip
            for problem in killed.problems:
                print(f"  ! {problem}")
    print(f"{total} kills, {problems} problems")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
