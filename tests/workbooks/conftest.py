"""Clusters made once a session through the command line, and copied for every test that changes them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workbooks import journey, office_journey
from tests.workbooks.journey import Journey, Made
from tests.workbooks.office_journey import BOOKS, Office


@pytest.fixture(scope="session", autouse=True)
def held_clock() -> Iterator[None]:
    """SOURCE_DATE_EPOCH and THIDUA_USER for the session, so that two runs write the same bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", journey.EPOCH)
        patch.setenv("THIDUA_USER", "Nguyễn Văn Kiểm")
        yield


@pytest.fixture(scope="session")
def issued_once(tmp_path_factory: pytest.TempPathFactory, held_clock: None) -> Made:  # noqa: ARG001
    """A book whose scorecards went out; nothing has come back."""
    folder = tmp_path_factory.mktemp("issued")
    journey.begin(folder)
    return Made(folder, journey.issue(folder))


@pytest.fixture(scope="session")
def collected_once(tmp_path_factory: pytest.TempPathFactory, issued_once: Made) -> Made:
    """All five forms came back without a mistake and were taken in."""
    cluster = journey.copied(issued_once.folder, tmp_path_factory.mktemp("collected"), issued_once.forms)
    for unit in journey.UNITS:
        cluster.send(unit)
    assert cluster.collect().code == 1  # the head's own scores are still missing
    return Made(cluster.folder, issued_once.forms)


@pytest.fixture(scope="session")
def complete_once(tmp_path_factory: pytest.TempPathFactory, collected_once: Made) -> Made:
    """The head typed 2.3 and 2.4 and ranked: every unit has all its scores."""
    folder = tmp_path_factory.mktemp("complete")
    cluster = journey.copied(collected_once.folder, folder, collected_once.forms)
    with cluster.typing() as book:
        journey.head_scores(book)
    assert cluster.rank().code == 0
    return Made(cluster.folder, collected_once.forms)


@pytest.fixture
def issued(tmp_path: Path, issued_once: Made) -> Journey:
    """A cluster of one's own whose scorecards went out."""
    return journey.copied(issued_once.folder, tmp_path, issued_once.forms)


@pytest.fixture
def collected(tmp_path: Path, collected_once: Made) -> Journey:
    """A cluster of one's own with all forms taken in."""
    return journey.copied(collected_once.folder, tmp_path, collected_once.forms)


@pytest.fixture
def complete(tmp_path: Path, complete_once: Made) -> Journey:
    """A cluster of one's own with every score there."""
    return journey.copied(complete_once.folder, tmp_path, complete_once.forms)


@pytest.fixture(scope="session")
def cluster_books(tmp_path_factory: pytest.TempPathFactory, complete_once: Made) -> dict[str, bytes]:
    """The complete books of two clusters, by code."""
    first = (complete_once.folder / BOOKS["C01"]).read_bytes()
    return {"C01": first, "C02": office_journey.other_cluster(tmp_path_factory.mktemp("second"))}


@pytest.fixture(scope="session")
def office_once(tmp_path_factory: pytest.TempPathFactory, held_clock: None) -> Path:  # noqa: ARG001
    """The folder of an office book with both clusters and their units; nothing has come in."""
    folder = tmp_path_factory.mktemp("office")
    office_journey.begin(folder)
    return folder


@pytest.fixture
def office(tmp_path: Path, office_once: Path, cluster_books: dict[str, bytes]) -> Office:
    """An office of one's own that has received nothing."""
    return office_journey.copied(office_once, tmp_path, cluster_books)


@pytest.fixture
def good(cluster_books: dict[str, bytes]) -> bytes:
    """The complete book of C01."""
    return cluster_books["C01"]
