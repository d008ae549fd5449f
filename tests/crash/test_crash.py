"""A short run of the killing, in a process of its own (it forks); the long one is `python -m tests.crash.run`."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_IN_PLACE = """
from pathlib import Path
import os, sys
from tests.crash import run
from thidua_xl.bookkeeping import new_file, rewrite, versions
from thidua_xl.storage import originals, safe

def in_place(path, data, owner=""):
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), "wb") as file:
        file.write(data)
    return path

for module in (new_file, originals, safe, rewrite, versions):
    module.write_safely = in_place
sys.exit(run.main(["--short", "--only", "rank"]))
"""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")


def _run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.run(
        [sys.executable, *arguments],
        check=False,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_killed_commands_lose_nothing_and_run_again_to_the_same_bytes() -> None:
    """The old or the new book, whole originals and backups, no orphans left."""
    done = _run("-m", "tests.crash.run", "--short")
    assert done.returncode == 0, done.stdout + done.stderr
    found = re.search(r"^(\d+) kills, 0 problems$", done.stdout, re.M)
    assert found is not None
    assert int(found[1]) >= 36


def test_the_killing_would_notice_a_book_written_in_place() -> None:
    """A test that cannot fail proves nothing."""
    done = _run("-c", _IN_PLACE)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "is neither the old nor the new one" in done.stdout
