"""For all tests: files are parsed in the test's own process, unless a test is about the workers.

In CI (`CI=true`) a test that is skipped fails, unless its reason stands in `tests/skips.py`.
"""

import gc
import os
from collections.abc import Generator
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.journeys.clock import held_clock
from tests.skips import in_ci, required
from thidua_xl.workers.garbage import keep

os.environ.setdefault("THIDUA_IN_PROCESS", "1")
os.environ.setdefault("THIDUA_CACHE", "")

settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")
"""A machine at work on other things is slow: no test fails for it."""

_SHARED = "tests.journeys.fixtures"
pytest_plugins = [_SHARED]


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One process a core for the suite and its folders; a file or a test that somebody names starts at once, in one."""
    named = [argument.partition("::")[0] for argument in config.args]
    if all(Path(name).is_dir() for name in named) and not config.option.collectonly:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    config.option.dist = "no"
    return 0


_QUICK = ("unit", "properties")
"""Folders of tests that touch no workbook on the disk: `-m "not slow"` runs these alone."""


_FIRST = ("office", "witnesses", "crash", "demo", "window")
"""Folders whose tests share what takes long to make. A worker takes tests off the other's end, so that what is shared
by tests at the beginning is made once, and both end with short ones."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything that makes workbooks, starts programs or waits is `slow`."""
    items.sort(key=lambda item: _FIRST.index(_folder(item)) if _folder(item) in _FIRST else len(_FIRST))
    for item in items:
        if _folder(item) not in _QUICK:
            item.add_marker("slow")


def _folder(item: pytest.Item) -> str:
    """The folder below `tests` in which the test stands."""
    return item.path.relative_to(Path(__file__).parent).parts[0]


_OWN_CLOCK = (*_QUICK, "addin", "benchmarks", "crash", "hostile", "office", "witnesses")
"""Folders whose tests hold the clock themselves, each at its own moment, or need none."""


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """The collector need not walk 13,000 tests and all they import, neither while they are found nor ever after."""
    gc.disable()
    try:
        return (yield)
    finally:
        keep()
        gc.set_threshold(100_000)  # a workbook that openpyxl reads is as many objects, none of them garbage
        gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """All other tests and what they share see one moment and one name, whatever ran before them."""
    with nullcontext() if _folder(item) in _OWN_CLOCK else held_clock():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[object]) -> Generator[None, object, object]:
    """What folders share is made at that moment, too, even if a test with a clock of its own is the first to ask."""
    is_shared = fixturedef.func.__module__ == _SHARED
    with held_clock() if is_shared else nullcontext():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A program, package or file that is not there fails the test in CI instead of skipping it."""
    report = yield
    if in_ci() and required(report):
        report.outcome, report.longrepr = "failed", f"{item.nodeid}: {report.longrepr} (required in CI)"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a module that is skipped as a whole."""
    report = yield
    if in_ci() and required(report):
        report.outcome, report.longrepr = "failed", f"{collector.nodeid}: {report.longrepr} (required in CI)"
    return report
