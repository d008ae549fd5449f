"""Papers of a table with groups: what is printed is what was added, and the rule stands beside it."""

from pathlib import Path

from tests.cluster.test_unit_groups import GROUPS, MOUNTAIN, PLAIN, group
from tests.journeys.journey import Journey
from tests.journeys.own_table import begun
from tests.papers.make import made
from tests.papers.read import tables, whole


def test_the_table_of_scores_names_rules_and_counted_sums(grouped: Journey) -> None:
    """Sections, groups of bonuses and deductions, deductions below a criterion."""
    grouped.rank()
    path = made(grouped, "bang-tong-hop")
    by_name = {row[1]: row[2:] for row in tables(path)[-2]}
    assert by_name["Chỉ tiêu chung (trần 50)"] == ["50,00", "50,00", "40,50", "50,00"]
    assert by_name["Công tác Đảng (hệ số 1,5)"] == ["30,00", "27,50", "30,00", "24,38"]
    assert by_name["Thành tích (lấy mức cao nhất)"] == ["15,00", "15,00", "10,00", "0,00"]
    assert by_name["Vi phạm (trần 6)"] == ["6,00", "-6,00", "0,00", "-1,00"]
    assert by_name["Điểm trừ ở tiêu chí III.1 (trần 8)"][1:] == ["-8,00", "0,00", "-5,00"]
    assert by_name["Cộng điểm trừ"][1:] == ["-14,00", "0,00", "-6,00"]
    assert by_name["Tổng điểm"][1:] == ["104,50", "108,50", "91,38"]
    assert "Mục II: Công tác Đảng (tối đa 30,00 điểm; hệ số 1,5)." in whole(path)


def test_the_scale_and_the_regulations_say_how_groups_count(grouped: Journey) -> None:
    """The rule in words beside the section; maxima as they count."""
    rows = tables(made(grouped, "tieu-chi"))[0]
    said = {row[1]: (row[2], row[3]) for row in rows}
    assert said["Chỉ tiêu chung"] == ("50", "Tính tối đa 50 điểm.")
    assert said["Công tác Đảng"] == ("30", "Nhân hệ số 1,5.")
    assert said["Thành tích"] == ("15", "Chỉ lấy mức điểm cao nhất.")
    assert said["Điểm trừ ở tiêu chí III.1"] == ("8", "Trừ tối đa 8 điểm.")
    assert said["Tổng điểm"][0] == "108"
    assert said["Điểm trừ"][0] == "14"
    text = whole(made(grouped, "quy-che"))
    assert "Mục I.1 “Chỉ tiêu chung”: tính tối đa 50 điểm." in text
    assert "Các khoản trừ ghi dưới một tiêu chí cộng lại không vượt điểm tối đa của tiêu chí đó." in text


def test_the_maximum_of_a_group_of_bonuses_is_that_of_the_units_that_have_it(tmp_path: Path) -> None:
    """T.1 is for the mountains, T.2 for the plain: nobody has both, twice 10 or twice 8 is the most."""
    cluster = begun(
        tmp_path,
        [
            ("I", "CHUNG", "Mục"), ("I.1", "Thu ngân sách", "Tiêu chí", 90, "Chấm trực tiếp"),
            ("T", "THÀNH TÍCH", "Mục", None, None, "hệ số 2"),
            ("T.1", "Huân chương", "Điểm thưởng", 10, "Chấm trực tiếp"),
            ("T.2", "Bằng khen", "Điểm thưởng", 8, "Chấm trực tiếp"),
        ],
    )  # fmt: skip
    group(cluster, GROUPS, {"T.1": MOUNTAIN, "T.2": PLAIN})
    cluster.rank()
    said = {row[1]: row[2] for row in tables(made(cluster, "tieu-chi"))[0]}
    assert said["THÀNH TÍCH"] == said["Điểm thưởng"] == "16–20"
