"""The rule of `tests/conftest.py`: in CI a test that is skipped fails, but for the reasons in `tests/skips.py`."""

from pathlib import Path

import pytest

from tests.skips import NOT_OURS_TO_SHIP, OF_THE_MACHINE, OUTSIDE_LINUX, allowed, in_ci

pytest_plugins = ["pytester"]

TESTS = """
import pathlib
import pytest
from tests.witnesses.validator import installed, program

def test_missing():
    pytest.skip("Gnumeric (ssconvert) is not installed")

@pytest.fixture
def witness(monkeypatch):
    # its own module, whichever copy of it a run inside this process has loaded
    monkeypatch.setitem(installed.__globals__, "node_modules", lambda: pathlib.Path("nowhere"))
    return program()

def test_missing_fixture(witness):
    assert witness

@pytest.mark.skipif(True, reason="some reason that nobody named")
def test_marked():
    pass

def test_package():
    pytest.importorskip("a_package_that_is_not_there")

def test_schemas():
    pytest.skip("the OOXML schemas are not here (set THIDUA_OOXML_XSD to their folder)")

@pytest.mark.xfail(strict=True)
def test_known_fault():
    assert False

def test_there():
    pass
"""
LEAN = ("-p", "no:cacheprovider", "-p", "no:hypothesispytest")
MODULE = "import pytest\npytest.importorskip('a_package_that_is_not_there')\ndef test_it(): pass\n"


@pytest.fixture
def suite(pytester: pytest.Pytester) -> pytest.Pytester:
    """A suite under our rule: skips of every kind, an expected failure, a test that passes."""
    pytester.makeconftest((Path(__file__).parents[1] / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(test_some=TESTS, test_module=MODULE)
    return pytester


def test_in_ci_what_is_missing_fails(suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the test, in its fixture, by a mark, by an import, a whole module; the allowed one is skipped still."""
    monkeypatch.setenv("CI", "true")
    done = suite.runpytest_inprocess("--continue-on-collection-errors", "-rs", *LEAN)
    done.assert_outcomes(passed=1, xfailed=1, skipped=1, failed=2, errors=3)
    done.stdout.fnmatch_lines(["*Gnumeric (ssconvert) is not installed*required in CI*"])
    done.stdout.fnmatch_lines(["*ooxml-validator is not installed*required in CI*"])
    done.stdout.fnmatch_lines(["SKIPPED*the OOXML schemas are not here*"])


def test_elsewhere_it_is_skipped(suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has no LibreOffice can still run the suite."""
    monkeypatch.delenv("CI", raising=False)
    suite.runpytest_inprocess(*LEAN).assert_outcomes(passed=1, xfailed=1, skipped=6)


def test_on_linux_every_program_is_required() -> None:
    """Windows and macOS have neither Gnumeric nor Dovecot; Debian has all."""
    for reason in OUTSIDE_LINUX:
        assert allowed(f"Skipped: {reason}", "win32") and not allowed(f"Skipped: {reason}", "linux"), reason
    for reason in (*NOT_OURS_TO_SHIP, *OF_THE_MACHINE):
        assert allowed(reason, "linux") and allowed(reason, "win32"), reason
    for platform in ("linux", "darwin", "win32"):
        assert not allowed(
            "Microsoft's validator is not installed (npm install in tests/witnesses)", platform
        )


@pytest.mark.parametrize(("value", "is_ci"), [("true", True), ("1", True), ("", False), ("false", False)])
def test_what_says_that_this_is_ci(value: str, is_ci: bool) -> None:
    """The variable that every CI sets."""
    assert in_ci({"CI": value}) is is_ci
    assert not in_ci({})


def test_every_allowed_reason_is_a_reason_that_some_test_gives() -> None:
    """An entry that fits nothing would hide that its test is gone."""
    folder = Path(__file__).parents[1]
    sources = [p for p in folder.rglob("*.py") if p.name not in ("skips.py", "test_skips.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources if "node_modules" not in path.parts)
    made_up = ("customui14.xsd is", "imagemso.txt is", "openssl is", "dovecot is", "7z is", "bsdtar is")
    reasons = [*NOT_OURS_TO_SHIP, *OF_THE_MACHINE, *OUTSIDE_LINUX]
    assert [one for one in reasons if one not in text and not one.startswith(made_up)] == []
