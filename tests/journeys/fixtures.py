"""Clusters made once a session through the command line, and copied for every test that changes them.

Every test knows these fixtures (`tests/conftest.py`); what they need is imported by the first that is asked for.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.journeys.journey import Journey, Made, Once
    from tests.journeys.office_journey import Office


@pytest.fixture(scope="session")
def issued_once(tmp_path_factory: pytest.TempPathFactory) -> "Made":
    """A book whose scorecards went out; nothing has come back."""
    from tests.journeys.journey import Made, begin, issue

    folder = tmp_path_factory.mktemp("issued")
    begin(folder)
    return Made(folder, issue(folder))


@pytest.fixture(scope="session")
def collected_once(tmp_path_factory: pytest.TempPathFactory, issued_once: "Made") -> "Made":
    """All five forms came back without a mistake and were taken in."""
    from tests.journeys.journey import UNITS, Made

    cluster = issued_once.copied(tmp_path_factory.mktemp("collected"))
    for unit in UNITS:
        cluster.send(unit)
    assert cluster.collect().code == 1  # the head's own scores are still missing
    return Made(cluster.folder, issued_once.forms)


@pytest.fixture(scope="session")
def complete_once(tmp_path_factory: pytest.TempPathFactory, collected_once: "Made") -> "Made":
    """The head typed 2.3 and 2.4 and ranked: every unit has all its scores."""
    from tests.journeys.journey import Made, head_scores

    folder = tmp_path_factory.mktemp("complete")
    cluster = collected_once.copied(folder)
    with cluster.typing() as book:
        head_scores(book)
    assert cluster.rank().code == 0
    return Made(cluster.folder, collected_once.forms)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> "Once":
    """For clusters that tests of one file begin from: taken on from a made one by the first, copied for every other."""
    from tests.journeys.journey import Journey, Made

    taken: dict[Callable[[Journey], object], Made] = {}

    def take(further: "Callable[[Journey], object]", start: "Made | None") -> Made:
        if further not in taken:
            folder = tmp_path_factory.mktemp(further.__name__)
            cluster = start.copied(folder) if start else Journey(folder, {})
            further(cluster)
            taken[further] = Made(cluster.folder, cluster.forms)
        return taken[further]

    return take


@pytest.fixture
def issued(tmp_path: Path, issued_once: "Made") -> "Journey":
    """A cluster of one's own whose scorecards went out."""
    return issued_once.copied(tmp_path)


@pytest.fixture
def collected(tmp_path: Path, collected_once: "Made") -> "Journey":
    """A cluster of one's own with all forms taken in."""
    return collected_once.copied(tmp_path)


@pytest.fixture
def complete(tmp_path: Path, complete_once: "Made") -> "Journey":
    """A cluster of one's own with every score there."""
    return complete_once.copied(tmp_path)


@pytest.fixture(scope="session")
def cluster_books(tmp_path_factory: pytest.TempPathFactory, complete_once: "Made") -> dict[str, bytes]:
    """The complete books of two clusters, by code."""
    from tests.journeys.office_journey import BOOKS, other_cluster

    first = (complete_once.folder / BOOKS["C01"]).read_bytes()
    return {"C01": first, "C02": other_cluster(tmp_path_factory.mktemp("second"))}


@pytest.fixture(scope="session")
def office_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office book with both clusters and their units; nothing has come in."""
    from tests.journeys.office_journey import begin

    folder = tmp_path_factory.mktemp("office")
    begin(folder)
    return folder


@pytest.fixture
def office(tmp_path: Path, office_once: Path, cluster_books: dict[str, bytes]) -> "Office":
    """An office of one's own that has received nothing."""
    from tests.journeys.office_journey import copied

    return copied(office_once, tmp_path, cluster_books)


@pytest.fixture
def good(cluster_books: dict[str, bytes]) -> bytes:
    """The complete book of C01."""
    return cluster_books["C01"]


@pytest.fixture(scope="session")
def grouped_once(tmp_path_factory: pytest.TempPathFactory) -> "Made":
    """A cluster whose table has groups, with all forms taken in."""
    from tests.journeys.grouped import collected

    return collected(tmp_path_factory.mktemp("grouped"))


@pytest.fixture
def grouped(tmp_path: Path, grouped_once: "Made") -> "Journey":
    """A cluster of one's own whose table has groups."""
    return grouped_once.copied(tmp_path)


@pytest.fixture(scope="session")
def asked_once(tmp_path_factory: pytest.TempPathFactory) -> "Made":
    """Units' forms are in; the scorers' workbooks went out with what they say."""
    from tests.journeys.journey import Made, run
    from tests.journeys.scoring_together import begun

    cluster = begun(tmp_path_factory.mktemp("asked"))
    issued = run("issue", cluster.book, "--out", cluster.folder / "phieu")
    assert issued.code == 0, issued.out
    return Made(cluster.folder, cluster.forms)


@pytest.fixture
def asked(tmp_path: Path, asked_once: "Made") -> "Journey":
    """A cluster of one's own whose scorers have their workbooks."""
    return asked_once.copied(tmp_path)


@pytest.fixture(scope="session")
def on_paper_once(tmp_path_factory: pytest.TempPathFactory) -> "Made":
    """A cluster whose table has groups, of which nothing was issued: all scores were typed in the book."""
    from tests.journeys.grouped import typed

    return typed(tmp_path_factory.mktemp("on_paper"))


@pytest.fixture
def on_paper(tmp_path: Path, on_paper_once: "Made") -> "Journey":
    """A cluster of one's own, scored on paper."""
    return on_paper_once.copied(tmp_path)


@pytest.fixture(scope="session")
def shared_once(tmp_path_factory: pytest.TempPathFactory) -> "Made":
    """Forms are in, no scorer has scored yet."""
    from tests.journeys.journey import Made
    from tests.journeys.scoring_together import begun

    cluster = begun(tmp_path_factory.mktemp("shared"))
    return Made(cluster.folder, cluster.forms)


@pytest.fixture
def shared(tmp_path: Path, shared_once: "Made") -> "Journey":
    """A cluster of one's own with scorers who have not scored yet."""
    return shared_once.copied(tmp_path)


@pytest.fixture(scope="session")
def scored_once(tmp_path_factory: pytest.TempPathFactory, shared_once: "Made") -> "Made":
    """Everybody has scored everything."""
    from tests.journeys.journey import Made
    from tests.journeys.scoring_together import all_given

    cluster = shared_once.copied(tmp_path_factory.mktemp("scored"))
    with cluster.typing() as book:
        all_given(book)
    assert cluster.rank().code == 0
    return Made(cluster.folder, cluster.forms)


@pytest.fixture
def scored(tmp_path: Path, scored_once: "Made") -> "Journey":
    """A cluster of one's own in which everybody has scored everything."""
    return scored_once.copied(tmp_path)
