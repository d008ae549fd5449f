"""Danh sách đề nghị: order by the book's own weights, quotas, and what stops and asks (HD 1302, III.4)."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.domain.office.clusters import ClusterResult, ClusterUnit
from thidua_xl.domain.office.inputs import FlagDecision, OfficeSettings, SuperiorScore, Verdict
from thidua_xl.domain.office.proposal import Proposal, propose, reason_of, superior_percent
from thidua_xl.domain.ranking.standings import UnitStatus

FIRST, SECOND = "Cờ Chính phủ", "Cờ tỉnh"
COLUMNS = {"": "", "Mã đơn vị": "A", "Hình thức đề nghị": "B", "Quyết định": "C", "Lý do": "D",
           "Tán thành": "E", "Tổng số thành viên": "F", "Kết quả": "G"}  # fmt: skip
ALIKE: dict[str, Any] = {"cluster_weight": 1000, "superior_weight": 1000}


def settings(**more: Any) -> OfficeSettings:
    """Two flags without quotas and without weights, unless given."""
    return OfficeSettings(**{"year": 2025, "flag_1": FIRST, "flag_2": SECOND, **more})


def cluster(code: str, percent: int | None, *others: ClusterUnit, **more: Any) -> ClusterResult:
    """A cluster that nominates the unit `code` with so many thousandths of a percent."""
    unit = nominee(code, percent, **more)
    return ClusterResult(f"C{code}", 2025, f"Cụm {code}", nominee=code, units=(unit, *others))


def nominee(code: str, percent: int | None, **more: Any) -> ClusterUnit:
    """A first unit; of 100 points, so that the points are its percentage."""
    values = {"rank": 1, "place": "Nhất", "status": UnitStatus.RANKED, "nominee": True, "self_total": 0,
              "agreed_total": percent or 0, "max_total": 100_000, "percent": percent}  # fmt: skip
    return ClusterUnit(code=code, name=f"Xã {code}", **{**values, **more})


def decided(unit: str, flag: str = "", verdict: Verdict | None = None, reason: str = "") -> FlagDecision:
    """A row of `Đề nghị`."""
    return FlagDecision(unit, flag, verdict, reason)


def proposed(
    percents: Mapping[str, int | None],
    *decisions: FlagDecision,
    superior: Mapping[str, tuple[int, int]] | None = None,
    **more: Any,
) -> Proposal:
    """The list of one nominee a cluster; `superior`: unit → points and maximum."""
    results = [cluster(code, percent) for code, percent in percents.items()]
    scores = {
        code: SuperiorScore(code, total * 1000, most * 1000)
        for code, (total, most) in (superior or {}).items()
    }
    names = {one.code: one.name for one in results}
    return propose(results, names, settings(**more), scores, {one.unit: one for one in decisions}, {})


def order(proposal: Proposal) -> str:
    """Units and ranks as the list has them."""
    return " ".join(f"{one.unit.code}{one.rank or '-'}" for one in proposal.nominees)


def flags(proposal: Proposal) -> dict[str, str]:
    """Unit → flag."""
    return {one.unit.code: one.flag for one in proposal.nominees}


def found(proposal: Proposal) -> list[tuple[str, str, str, str]]:
    """Code, unit, column and value of what is found."""
    return [(one.code.name, one.unit, COLUMNS[one.header], one.value) for one in proposal.findings]


# --- the order ------------------------------------------------------------------------------------


def test_without_weights_the_list_stands_side_by_side() -> None:
    """The source names none: in the order of the clusters, no ranks, no flags, nothing to complain of."""
    own = proposed({"A": 80_000, "B": 90_000}, superior={"A": (9, 10)}, quota_1=1)
    assert (order(own), own.is_ranked, found(own)) == ("A- B-", False, [])
    assert flags(own) == {"A": "", "B": ""}
    assert [one.superior for one in own.nominees] == [90_000, None]


@pytest.mark.parametrize(
    "weights", [{"cluster_weight": 1000}, {"superior_weight": 1000},
                {"cluster_weight": 0, "superior_weight": 0}],
)  # fmt: skip
def test_half_a_rule_ranks_nothing(weights: dict[str, Any]) -> None:
    """One weight without the other, or both 0: the office is asked, once."""
    own = proposed({"A": 80_000, "B": 90_000}, superior={"A": (1, 1), "B": (1, 1)}, **weights)
    assert (order(own), own.is_ranked) == ("A- B-", False)
    assert found(own) == [("WEIGHT_MISSING", "", "", "")]


def test_a_weight_of_zero_is_a_weight() -> None:
    """Only the cluster counts, and no score of the superior is asked for."""
    own = proposed({"A": 80_000, "B": 90_000}, cluster_weight=1000, superior_weight=0)
    assert (order(own), found(own)) == ("B1 A2", [])


def test_a_missing_score_of_the_superior_ranks_nothing() -> None:
    """Every nominee without one is named; the values that are known are shown."""
    own = proposed({"A": 80_000, "B": 90_000, "C": 70_000}, superior={"B": (95, 100)}, **ALIKE)
    assert (order(own), own.is_ranked) == ("A- B- C-", False)
    assert found(own) == [("SUPERIOR_SCORE_MISSING", "A", "", ""), ("SUPERIOR_SCORE_MISSING", "C", "", "")]
    assert [one.value for one in own.nominees] == [None, 92_500, None]
    assert {one.sheet for one in own.findings} == {"Điểm cấp trên"}


def test_a_nominee_without_a_percentage_ranks_nothing() -> None:
    """Nothing is made up for it."""
    own = proposed({"A": None}, superior={"A": (9, 10)}, **ALIKE)
    assert found(own) == [("SUPERIOR_SCORE_MISSING", "A", "", "")]
    assert "tỷ lệ % của cụm" in own.findings[0].message


def test_both_percentages_are_weighed() -> None:
    """A: (2·80 + 90)/3 = 83,33; B: (2·90 + 60)/3 = 80."""
    superior = {"A": (45, 50), "B": (30, 50)}
    own = proposed({"B": 90_000, "A": 80_000}, superior=superior, cluster_weight=2000, superior_weight=1000)
    assert order(own) == "A1 B2"
    assert [one.value for one in own.nominees] == [83_330, 80_000]


_PERCENT = st.integers(0, 11_000).map(lambda hundredths: hundredths * 10)
_WEIGHT = st.integers(1, 99_999)


@given(
    st.lists(st.tuples(_PERCENT, st.integers(0, 200), st.integers(200, 900)), min_size=1, max_size=12),
    _WEIGHT, _WEIGHT,
)  # fmt: skip
def test_the_order_is_that_of_exact_fractions(
    rows: list[tuple[int, int, int]], mine: int, theirs: int
) -> None:
    """Every value rounded half up once, ranks 1, 2, 2, 4 as an independent computation gives them."""
    codes = [f"U{at}" for at in range(len(rows))]
    own = proposed(
        {code: row[0] for code, row in zip(codes, rows, strict=True)},
        superior={code: row[1:] for code, row in zip(codes, rows, strict=True)},
        cluster_weight=mine, superior_weight=theirs,
    )  # fmt: skip
    expected = {}
    for code, (percent, total, most) in zip(codes, rows, strict=True):
        superior = _rounded(Fraction(100 * total, most))
        expected[code] = _rounded((Fraction(percent, 1000) * mine + superior * theirs) / (mine + theirs))
    for one in own.nominees:
        value = expected[one.unit.code]
        assert Fraction(one.value or 0, 1000) == value
        assert one.rank == 1 + sum(other > value for other in expected.values())
    assert [one.rank for one in own.nominees] == sorted(one.rank or 0 for one in own.nominees)


def _rounded(value: Fraction) -> Fraction:
    """Half up to two decimals, by Decimal."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return Fraction(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def test_a_cluster_without_a_nominee_is_not_in_the_list() -> None:
    """An open tie upstairs stays one."""
    results = [ClusterResult("C1", 2025, units=(nominee("A", 1000),)), cluster("B", 2000)]
    own = propose(results, {}, settings(), {}, {}, {})
    assert order(own) == "B-"


@pytest.mark.parametrize(("total", "most", "percent"), [(1, 3, 33_330), (2, 3, 66_670), (5, 5, 100_000)])
def test_the_superiors_percentage_is_rounded_as_printed(total: int, most: int, percent: int) -> None:
    """Two decimals, half up."""
    assert superior_percent(SuperiorScore("A", total, most)) == percent
    assert superior_percent(None) is None


# --- quotas ---------------------------------------------------------------------------------------

THREE = {"A": 90_000, "B": 80_000, "C": 70_000}
BY_CLUSTER: dict[str, Any] = {"cluster_weight": 1000, "superior_weight": 0}


def test_quotas_are_filled_from_the_top() -> None:
    """The highest flag first; who comes after has none."""
    own = proposed(THREE, quota_1=1, quota_2=1, **BY_CLUSTER)
    assert flags(own) == {"A": FIRST, "B": SECOND, "C": ""}
    assert found(own) == []


def test_a_quota_of_zero_gives_none_and_a_blank_one_is_unknown() -> None:
    """0: the next flag's turn. Blank: nothing is given of it, and nothing can be too much."""
    assert flags(proposed(THREE, quota_1=0, quota_2=1, **BY_CLUSTER)) == {"A": SECOND, "B": "", "C": ""}
    assert flags(proposed(THREE, **BY_CLUSTER)) == {"A": "", "B": "", "C": ""}
    typed = decided("A", FIRST, reason="Thường trực Hội đồng")
    assert found(proposed(THREE, typed, **BY_CLUSTER)) == []
    assert [code for code, *_ in found(proposed(THREE, typed, quota_1=0, **BY_CLUSTER))] == ["QUOTA_EXCEEDED"]


LEVEL = {"A": 90_000, "B": 80_000, "C": 80_000, "D": 70_000}


def test_level_units_at_the_edge_of_a_quota_stop_and_ask() -> None:
    """No hidden order decides between B and C, and nobody below overtakes them."""
    own = proposed(LEVEL, quota_1=2, quota_2=1, **BY_CLUSTER)
    assert flags(own) == {"A": FIRST, "B": "", "C": "", "D": ""}
    assert found(own) == [("TIE_AT_QUOTA", "", "", "B, C")]
    assert own.findings[0].message == (
        "Các đơn vị B, C bằng nhau (80,00) ở chỗ hết chỉ tiêu Cờ Chính phủ (còn 1)."
    )


def test_level_units_within_a_quota_ask_nothing() -> None:
    """Both have their flag."""
    own = proposed(LEVEL, quota_1=3, quota_2=1, **BY_CLUSTER)
    assert flags(own) == {"A": FIRST, "B": FIRST, "C": FIRST, "D": SECOND}
    assert found(own) == []


def test_level_units_behind_the_last_quota_ask_nothing() -> None:
    """There is nothing left to decide about."""
    assert found(proposed(LEVEL, quota_1=1, quota_2=0, **BY_CLUSTER)) == []


def test_a_decision_with_its_reason_settles_the_tie() -> None:
    """The other one and those below go on with the next flag."""
    own = proposed(LEVEL, decided("C", FIRST, reason="Thành tích 5 năm"), quota_1=2, quota_2=1, **BY_CLUSTER)
    assert flags(own) == {"A": FIRST, "B": SECOND, "C": FIRST, "D": ""}
    assert found(own) == []
    assert next(one.why for one in own.nominees if one.unit.code == "C") == "Thành tích 5 năm"


def test_a_decision_without_a_reason_is_asked_for_one() -> None:
    """The tie is settled all the same: one sentence is enough."""
    own = proposed(LEVEL, decided("C", FIRST), quota_1=2, **BY_CLUSTER)
    assert found(own) == [("DECISION_WITHOUT_REASON", "C", "D", "")]
    assert "“chưa xếp được”" in own.findings[0].message


def test_a_refusal_settles_the_tie_too() -> None:
    """What is left over goes on."""
    refusal = decided("C", verdict=Verdict.REFUSED, reason="Đang thanh tra")
    own = proposed(LEVEL, refusal, quota_1=2, quota_2=1, **BY_CLUSTER)
    assert flags(own) == {"A": FIRST, "B": FIRST, "C": "", "D": SECOND}
    assert [one.refused for one in own.nominees] == [False, False, False, True]
    assert found(own) == []


def test_one_decision_of_three_level_units_is_not_enough() -> None:
    """Two are left for one place."""
    level = dict.fromkeys("ABC", 80_000)
    own = proposed(level, decided("B", FIRST, reason="Ưu tiên"), quota_1=2, **BY_CLUSTER)
    assert found(own) == [("TIE_AT_QUOTA", "", "", "A, C")]


# --- what people typed ----------------------------------------------------------------------------


def test_a_decision_against_the_order_needs_a_reason() -> None:
    """The empty cell of the reason is named, what was typed and what the order says."""
    own = proposed(THREE, decided("B", FIRST), quota_1=1, quota_2=1, **BY_CLUSTER)
    assert found(own) == [("DECISION_WITHOUT_REASON", "B", "D", "")]
    assert f"“{FIRST}”" in own.findings[0].message and f"“{SECOND}”" in own.findings[0].message
    assert flags(own) == {"A": SECOND, "B": FIRST, "C": ""}


def test_a_refusal_needs_a_reason() -> None:
    """Also while nothing is ranked."""
    none: dict[str, Any] = {}
    for weights in (none, BY_CLUSTER):
        own = proposed(THREE, decided("A", verdict=Verdict.REFUSED), **weights)
        assert found(own) == [("DECISION_WITHOUT_REASON", "A", "D", "")]


def test_a_decision_that_agrees_needs_none() -> None:
    """Who types what the order says has nothing to explain."""
    own = proposed(THREE, decided("A", FIRST, Verdict.AGREED), quota_1=1, **BY_CLUSTER)
    assert (flags(own)["A"], found(own)) == (FIRST, [])


def test_without_an_order_a_flag_may_be_typed() -> None:
    """Side by side, the council decides; there is nothing it differs from."""
    own = proposed(THREE, decided("C", SECOND), quota_2=1)
    assert (flags(own), found(own)) == ({"A": "", "B": "", "C": SECOND}, [])


@pytest.mark.parametrize(
    "typed", [decided("X", FIRST, reason="Đề xuất"), decided("X", verdict=Verdict.AGREED)]
)
def test_a_decision_for_a_unit_that_no_cluster_nominates(typed: FlagDecision) -> None:
    """A cluster proclaims one unit only (III.3)."""
    own = proposed(THREE, typed, quota_1=1, **BY_CLUSTER)
    assert found(own) == [("DECISION_NOT_NOMINEE", "X", "A", "X")]


def test_a_refusal_of_a_unit_that_nobody_nominates_is_nothing() -> None:
    """Nothing follows from it."""
    assert found(proposed(THREE, decided("X", verdict=Verdict.REFUSED, reason="Không"))) == []


def test_more_than_the_quota_is_too_much() -> None:
    """Typed by hand, with reasons or not."""
    typed = [decided(code, FIRST, reason="Đề xuất") for code in "AB"]
    own = proposed(THREE, *typed, quota_1=1)
    assert found(own) == [("QUOTA_EXCEEDED", "", "", "")]
    assert f"2 đơn vị cho {FIRST}, chỉ tiêu là 1" in own.findings[0].message


# --- in one line ----------------------------------------------------------------------------------


def test_every_name_has_its_reason_in_one_line() -> None:
    """Place, points and share, how the tie went, the lead, the superior's score, the checking, the decision."""
    second = nominee("B", 88_500, rank=2, place="Nhì", nominee=False)
    own = cluster("A", 90_250, second, decided_by="Bỏ phiếu lần 1")
    list_ = propose([own], {"CA": "Cụm số 1"}, settings(), {"A": SuperiorScore("A", 45_000, 50_000)},
                    {"A": decided("A", FIRST, reason="dẫn đầu")}, {"A": 89_750})  # fmt: skip
    assert reason_of(list_.nominees[0], own) == (
        "Nhất Cụm số 1: 90,25/100,00 điểm (90,25 %); bỏ phiếu lần 1; hơn đơn vị sau 1,75 điểm; "
        "cấp trên chấm 90,00 %; sau thẩm định 89,75 %; quyết định: dẫn đầu"
    )


def test_a_unit_that_leads_by_nothing_does_not_boast() -> None:
    """A tie broken by vote: no lead is told; nothing is said of what is not there."""
    own = cluster("A", 90_000, nominee("B", 90_000, rank=2, nominee=False))
    assert reason_of(proposed({"A": 90_000}).nominees[0], own) == "Nhất Cụm A: 90,00/100,00 điểm (90,00 %)"
