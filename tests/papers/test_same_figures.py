"""Whatever a small book says: the papers print the totals, percentages and ranks of `rank --json`, to the digit."""

import random

import pytest

from tests.journeys.conference import ballot, make_level
from tests.journeys.journey import CRITERIA, UNITS, Journey, agree, head_scores, set_up
from tests.papers.make import documents, folder_of
from tests.papers.read import tables

PAPERS = ("bang-tong-hop", "bien-ban-tru-bi", "cong-van-gui-bang", "bien-ban-hoi-nghi", "danh-sach")
NAMES = {name: code for code, name in UNITS.items()}
MAXIMA = {str(row[0]): float(str(row[3])) for row in CRITERIA if row[2] != "Mục"}


def some_book(cluster: Journey, chance: random.Random) -> None:
    """Scores agreed at random, some missing, some level; settings at random."""
    with cluster.typing() as book:
        head_scores(book, [unit for unit in UNITS if chance.random() < 0.8])
        for unit in UNITS:
            for code in chance.sample(sorted(MAXIMA), 5):
                if code != "2.3":
                    points = (
                        MAXIMA[code]
                        if code in ("2.1",)
                        else round(chance.uniform(0, MAXIMA[code]), chance.choice((0, 1, 3)))
                    )
                    agree(book, unit, code, score=points, reason="Thẩm tra")
        set_up(
            book,
            {
                "Số chữ số thập phân": chance.choice((0, 1, 2, 3)),
                "Xếp theo": chance.choice(("Điểm", "Tỷ lệ %")),
                "Trần tổng điểm": chance.choice((None, 60)),
            },
        )


def printed(paper: str, draft: bool, cluster: Journey) -> dict[str, dict[str, str]]:
    """Unit → header → cell of the table with the totals."""
    path = folder_of(cluster) / f"{paper}{'_du-thao' if draft else ''}.docx"
    head, *rows = next(
        table for table in tables(path)
        if "Đơn vị" in table[0] and any(name in table[0] for name in ("Tổng điểm", "Tổng thống nhất"))
    )  # fmt: skip
    return {NAMES[row[head.index("Đơn vị")]]: dict(zip(head, row, strict=True)) for row in rows}


def said(number: str | None) -> str:
    """A number of JSON as a paper prints it; "" for one that is not there."""
    return "" if number is None else number.replace(".", ",")


def as_number(cell: str) -> str:
    """A cell's text, a dotted blank as nothing."""
    return cell.strip("… ")


@pytest.mark.parametrize("seed", range(4))
def test_papers_print_the_figures_of_rank(collected: Journey, seed: int) -> None:
    """Also the rank, with `(tạm)` exactly while it may still move."""
    chance = random.Random(seed)
    some_book(collected, chance)
    ranked = collected.rank().json
    documents(collected, *PAPERS, more=("--draft",))
    is_final = not (ranked["open_ties"] or any(one["severity"] == "error" for one in ranked["findings"]))
    for paper in PAPERS:
        by_points = paper in ("bien-ban-tru-bi", "cong-van-gui-bang")  # of before the vote
        may_move = ranked["provisional"] or not (is_final or by_points)
        tentative = " (tạm)" if may_move else ""
        rows = printed(paper, True, collected)
        assert paper == "danh-sach" or set(rows) == set(UNITS)
        for unit in ranked["units"]:
            if unit["code"] not in rows:
                continue
            row = rows[unit["code"]]
            total = row.get("Tổng điểm") or row["Tổng thống nhất"]
            rank = row.get("Hạng") or row.get("Hạng theo điểm") or row.get("Hạng theo tỷ lệ %", "")
            assert as_number(total) == said(unit["agreed_total"]), (paper, unit)
            assert as_number(row["Tỷ lệ %"]) == said(unit["percent"]), (paper, unit)
            assert row.get("Điểm tối đa", said(unit["max_total"])) == said(unit["max_total"]), (paper, unit)
            assert as_number(row.get("Tổng tự chấm", said(unit["self_total"]))) == said(unit["self_total"])
            assert rank == ("" if unit["rank"] is None else f"{unit['rank']}{tentative}"), (paper, unit)


def test_the_detail_adds_up_to_the_overview(complete: Journey) -> None:
    """Every score of the landscape pages is that of `Thống nhất điểm`, and the sums below are those of page 1."""
    documents(complete, "bang-tong-hop")
    detail = {row[1]: row for row in tables(folder_of(complete) / "bang-tong-hop.docx")[-2]}
    ledger = complete.sheet("Thống nhất điểm", "Mã đơn vị", "Mã tiêu chí")
    for row in ledger.records():
        at = 3 + list(UNITS).index(row["Mã đơn vị"])
        assert detail[row["Tiêu chí"]][at] == f"{row['Điểm tính']:.2f}".replace(".", ",")
    overview = printed("bang-tong-hop", False, complete)
    for at, unit in enumerate(UNITS, start=3):
        assert detail["Tổng điểm"][at] == overview[unit]["Tổng điểm"]
        assert detail["Hạng"][at] == overview[unit]["Hạng"]


def test_after_a_vote_the_table_has_its_rank_and_the_minutes_before_it_the_points(complete: Journey) -> None:
    """AN and BH are level; BH wins: what was written before the vote stays right."""
    make_level(complete)
    complete.rank()
    ballot(complete, {"AN": 4, "BH": 7})
    ranked = {unit["code"]: str(unit["rank"]) for unit in complete.rank().json["units"]}
    documents(complete, "bang-tong-hop", "bien-ban-tru-bi", "cong-van-gui-bang")
    table = printed("bang-tong-hop", False, complete)
    assert {unit: row["Hạng"] for unit, row in table.items()} == ranked
    assert ranked["BH"] == "1" and ranked["AN"] == "2"
    for paper, header in (("bien-ban-tru-bi", "Hạng theo điểm"), ("cong-van-gui-bang", "Hạng")):
        rows = printed(paper, False, complete)
        assert {unit: row[header] for unit, row in rows.items()} == ranked | {"AN": "1", "BH": "1"}
