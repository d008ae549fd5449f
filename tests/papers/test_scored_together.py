"""Papers of a cluster in which departments score beside the units: what is told of scorers, and what is no change."""

from tests.journeys.journey import UNITS, Journey, run
from tests.journeys.scoring_together import CROSS, MIXED, SHARED, give
from tests.papers.make import made
from tests.papers.read import lines, tables, whole

MINUTES, REPORT = "bien-ban-tru-bi", "bao-cao-tong-ket"


def changed(cluster: Journey) -> list[list[str]]:
    """The table of scores that stand otherwise than they came; its rows."""
    found = [one for one in tables(made(cluster, MINUTES)) if "Thống nhất" in one[0]]
    return found[0][1:] if found else []


def counted(cluster: Journey) -> str:
    """How many the report says that there are."""
    (said,) = (one for one in lines(made(cluster, REPORT)) if one.startswith("Các đơn vị tự chấm"))
    return said.partition("đơn vị tự chấm: ")[2][:2]


def test_scores_that_scorers_moved_are_told_as_changed(scored: Journey) -> None:
    """AN gave itself 10 of I.1 and the department 9: 9,30; nobody says that nothing was changed."""
    rows = changed(scored)
    assert rows[0][1:] == [
        "Xã An Hòa", "I.1. Chỉ đạo, điều hành", "10,00", "9,30", "Điểm trung bình của người chấm",
    ]  # fmt: skip
    assert {row[2].partition(". ")[0] for row in rows} == {MIXED}
    assert "Không có điểm nào thay đổi" not in whole(made(scored, MINUTES))
    assert counted(scored) == f"{len(rows):02}"


def test_where_units_score_nothing_themselves_nothing_differs_from_their_scores(scored: Journey) -> None:
    """A mean that the meeting changed is listed as the scorers', and not counted among the units'."""
    before = len(changed(scored))
    scored.agree("AN", SHARED, score=7, reason="Hội nghị thống nhất")
    rows = changed(scored)
    assert len(rows) == before + 1
    (told,) = (row for row in rows if row[2].startswith(f"{SHARED}."))
    assert told[3:] == ["6,67 (người chấm)", "7,00", "Hội nghị thống nhất"]
    assert counted(scored) == f"{before:02}"


def test_the_regulation_tells_what_scorers_do(scored: Journey) -> None:
    """Behind the sentence on self-scores."""
    articles = whole(made(scored, "quy-che"))
    assert "Tiêu chí mà bảng tiêu chí ghi người chấm thì do những người chấm ấy cho điểm" in articles
    assert "các đơn vị khác cho điểm, không đơn vị nào tự chấm; lấy điểm trung bình. Khi chưa đủ" in articles
    scored.set(**{"Bỏ_điểm_cao_nhất,_thấp_nhất": "Có"})
    assert "trung bình sau khi bỏ một điểm cao nhất, một điểm thấp nhất." in whole(made(scored, "quy-che"))


def test_the_regulation_of_a_cluster_without_scorers_knows_nothing_of_them(complete: Journey) -> None:
    """It stays word by word."""
    assert "người chấm" not in whole(made(complete, "quy-che"))


def test_the_meeting_names_scorers_who_are_awaited(scored: Journey) -> None:
    """Each row of a score that lacks because of them, whoever reports its figures."""
    with scored.typing() as book:
        give(book, "NV", SHARED, {"AN": None})
        give(book, "BH", CROSS, {"CM": None})
    assert run("meeting", scored.book).code in (0, 1)
    rows = scored.sheet("Họp trù bị", "Mục", "Mã đơn vị").records()
    told = {
        (row["Mã đơn vị"], row["Mã tiêu chí"]): row["Vì sao nêu"] for row in rows if row["Mã đơn vị"] in UNITS
    }
    assert told["AN", SHARED] == "Còn chờ điểm của người chấm: NV (Phòng Nội vụ)."
    assert told["CM", CROSS] == "Còn chờ điểm của người chấm: BH (Xã Bình Hải)."
    assert ("BH", SHARED) not in told
