"""The hostile set goes through the command line: each file gets its code, nothing crashes, nothing is lost."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.journeys import journey
from tests.journeys.clock import EPOCH

from . import make
from .forms import base_scores, read
from .make import Sent

ROOT = Path(__file__).parents[2]
SET = {sent.name: sent for sent in make.everything()}
MOST_SECONDS = 20
MOST_MEMORY = 700
"""MB of a process that checks the whole set: pandas and the longest file it may inflate."""


def test_the_set_is_as_large_as_promised() -> None:
    """At least 120 different files."""
    assert len({sent.data for sent in SET.values()}) >= 120
    assert len(SET) == len(make.everything())


@pytest.mark.parametrize("name", SET)
def test_each_file_gets_its_code_and_its_scores(name: str) -> None:
    """Refused with the code, or accepted with just these scores; never longer than its time."""
    sent = SET[name]
    begin = time.process_time()
    status, findings, scores = read(sent.data)
    assert time.process_time() - begin < MOST_SECONDS
    codes = {found.code.name for found in findings}
    assert (status, sent.code in codes or (sent.code, codes) == ("", set())) == (sent.status, True), codes
    if status == "accepted":
        expected = make.expected_scores(sent, base_scores())
        assert {code: scores.get(code) for code in expected} == expected


def _run(arguments: Sequence[object]) -> tuple[dict[str, Any], str, float]:
    """The JSON of a command as a process of its own, what it complained of, and its peak memory in MB."""
    code = (
        "import sys; from thidua_xl.commands.parser import main; code = main(sys.argv[1:]); sys.stdout.flush(); "
        # not ru_maxrss: a process begins with the one of the process that started it, of all tests so far
        "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM')); "
        "print(peak.split()[1], file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=MOST_SECONDS * 6,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "THIDUA_IN_PROCESS": "0"},
    )
    assert done.returncode == 1, done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    return document, done.stderr, int(done.stderr.split()[-1]) / 1000


@pytest.fixture(scope="module")
def sent_files(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, Sent]]:
    """The set in an inbox."""
    return make.write(tmp_path_factory.mktemp("hostile") / "hop_thu")


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_check_says_of_all_of_them_what_was_declared(sent_files: list[tuple[Path, Sent]]) -> None:
    """One command over the whole set: every file answered, in flat memory."""
    document, complaints, peak = _run(["check", sent_files[0][0].parent, "--json"])
    answers = {Path(one["path"]).name: one for one in document["files"]}
    for path, sent in sent_files:
        codes = {one["code"] for one in answers[path.name]["findings"]}
        assert answers[path.name]["status"] == sent.status, sent.name
        assert sent.code in codes or not (sent.code or codes), sent.name
    assert len(answers) == len(sent_files)
    assert "Traceback" not in complaints
    assert peak < MOST_MEMORY


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_collect_loses_none_of_them(
    sent_files: list[tuple[Path, Sent]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All in the book, the refused with their codes, the rest waiting because they claim one unit."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    journey.begin(tmp_path)
    journey.issue(tmp_path)
    document, complaints, peak = _run(["collect", tmp_path / journey.BOOK, sent_files[0][0].parent, "--json"])
    answers = {Path(one["path"]).name: one for one in document["files"]}
    assert document["received"] == len(sent_files) == len(answers)
    parts = ("accepted", "refused", "waiting", "superseded")
    assert document["received"] == sum(document[part] for part in parts)
    for path, sent in sent_files:
        if sent.status == "refused":
            assert answers[path.name]["status"] == "refused", sent.name
            assert sent.code in {one["code"] for one in answers[path.name]["findings"]}, sent.name
    assert document["refused"] == sum(sent.status == "refused" for _, sent in sent_files)
    assert "Traceback" not in complaints
    assert peak < MOST_MEMORY
    folder = (tmp_path / journey.BOOK).with_suffix(".goc")
    originals = [path for path in folder.iterdir() if path.name != "DANH_MUC.xlsx"]
    assert len(originals) == len({sent.data for _, sent in sent_files})
