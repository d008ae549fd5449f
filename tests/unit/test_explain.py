"""What a unit's rank rests on and what would change it."""

from collections.abc import Sequence
from typing import Any

import pytest

from thidua_xl.domain.ranking.explain import Explanation, explain
from thidua_xl.domain.ranking.standings import rank_units
from thidua_xl.domain.ranking.votes import BallotRow, Decision
from thidua_xl.domain.scoring.criteria import Criteria, Criterion, RowKind
from thidua_xl.domain.scoring.scores import UnitTotal
from thidua_xl.domain.scoring.settings import Basis, Settings, TiesBelowFirst
from thidua_xl.domain.scoring.units import Eligibility, Unit

SHARED, DENSE, VOTE = TiesBelowFirst
CRITERIA = Criteria(
    (
        Criterion("I", kind=RowKind.SECTION),
        *(Criterion(f"I.{number}", max_points=40_000) for number in (1, 2, 3, 4)),
        Criterion("T", kind=RowKind.PENALTY, max_points=5_000),
    )
)


def scored(
    code: str, scores: Sequence[float | None], **changes: Any
) -> tuple[UnitTotal, dict[str, int | None]]:
    """A unit and its scores for I.1 … I.4 and the penalty T, in points."""
    names = ["I.1", "I.2", "I.3", "I.4", "T"]
    points = {n: None if s is None else round(s * 1000) for n, s in zip(names, scores, strict=False)}
    missing = tuple(name for name, score in points.items() if score is None)
    unit = Unit(code, f"Xã {code}", eligibility=changes.pop("eligibility", Eligibility.YES), reason="")
    total = sum(score or 0 for score in points.values())
    given = {"agreed_total": total, "max_total": 160_000, "missing": missing, **changes}
    return UnitTotal(unit, **given), points


def explained(
    *units: tuple[UnitTotal, dict[str, int | None]],
    ties: TiesBelowFirst = SHARED,
    ballots: Sequence[BallotRow] = (),
    basis: Basis = Basis.POINTS,
) -> dict[str, Explanation]:
    """Every unit's explanation by its code."""
    settings = Settings(ties=ties, basis=basis)
    standings = rank_units([total for total, _ in units], settings, ballots, [])
    scores = {total.unit.code: points for total, points in units}
    return {one.code: one for one in explain(standings, settings, scores, CRITERIA)}


def by_total(points: str, **setting: Any) -> dict[str, Explanation]:
    """`"40 35,5"`: units A, B with one score each."""
    units = [
        scored(code, [float(text.replace(",", "."))])
        for code, text in zip("ABCDEF", points.split(), strict=False)
    ]
    return explained(*units, **setting)


def vote(votes: str, *, rank: int = 1, number: int = 1, at: int = 4) -> list[BallotRow]:
    """`"A7 B5"`: a round in which every figure agrees."""
    pairs = [(word[0], int(word[1:])) for word in votes.split()]
    whole = sum(count for _, count in pairs)
    first: dict[str, Any] = {"issued": whole, "collected": whole, "valid": whole, "invalid": 0}
    return [
        BallotRow(at + place, number, rank, unit, count, **({} if place else first))
        for place, (unit, count) in enumerate(pairs)
    ]


# --- gap, tie group, basis ------------------------------------------------------------------


def test_the_gap_is_to_the_unit_above() -> None:
    """In thousandths; nobody stands above the first."""
    found = by_total("40 36,75 36,75 30")
    assert [found[code].gap for code in "ABCD"] == [None, 3_250, 3_250, 6_750]


def test_points_are_the_basis_where_nobody_is_level() -> None:
    """The name of the setting."""
    found = by_total("40 30")
    assert [(one.name, one.rank, one.total, one.basis, one.tie_group) for one in found.values()] == [
        ("Xã A", 1, 40_000, "Điểm", ""),
        ("Xã B", 2, 30_000, "Điểm", ""),
    ]


@pytest.mark.parametrize(
    ("ballots", "basis"),
    [
        ([], "Điểm – chờ bỏ phiếu"),
        (vote("A6 B6"), "Điểm – chờ bỏ phiếu"),
        (vote("A7 B5"), "Bỏ phiếu lần 1"),
        ([*vote("A6 B6"), *vote("A5 B7", number=2, at=6)], "Bỏ phiếu lần 2"),
        (
            [BallotRow(4, 1, 1, "A"), BallotRow(5, 1, 1, "B", decision=Decision.SUPERIOR, reason="x")],
            "Cấp trên quyết định",
        ),
        (
            [BallotRow(4, 1, 1, "A", decision=Decision.MEETING, reason="x"), BallotRow(5, 1, 1, "B")],
            "Hội nghị thống nhất",
        ),
    ],
)
def test_the_basis_of_a_tie_is_what_settled_it(ballots: list[BallotRow], basis: str) -> None:
    """Winner and loser rest on the same vote or decision; the others on their points."""
    found = by_total("40 40 30", ballots=ballots)
    assert [found[code].basis for code in "ABC"] == [basis, basis, "Điểm"]
    assert [sorted(found[code].tie_group.split(", ")) for code in "ABC"] == [["A", "B"], ["A", "B"], [""]]


def test_the_last_vote_counts_where_losers_voted_again() -> None:
    """Three level: first place went by vote, second by the meeting."""
    second = [BallotRow(8, 1, 2, "B"), BallotRow(9, 1, 2, "C", decision=Decision.MEETING, reason="x")]
    found = by_total("40 40 40", ties=VOTE, ballots=[*vote("A7 B4 C1"), *second])
    assert [(found[code].rank, found[code].basis) for code in "ABC"] == [
        (1, "Bỏ phiếu lần 1"),
        (3, "Hội nghị thống nhất"),
        (2, "Hội nghị thống nhất"),
    ]


# --- deciding criteria ----------------------------------------------------------------------


def test_the_greatest_losses_against_the_unit_above_decide() -> None:
    """At most three, the greatest first; equal losses in the order of the book."""
    first = scored("A", [40, 40, 40, 40, 0])
    second = scored("B", [38.5, 37, 39, 38.5, -1])
    assert explained(first, second)["B"].deciding == "I.2 (−3,00); I.1 (−1,50); I.4 (−1,50)"


def test_the_greatest_leads_over_the_second_decide_for_the_first() -> None:
    """Gains of the second are not among them."""
    found = explained(scored("A", [40, 38, 40, 30, 0]), scored("B", [39, 40, 30, 30, -2]))
    assert found["A"].deciding == "I.3 (+10,00); T (+2,00); I.1 (+1,00)"


def test_a_missing_score_is_a_loss_and_an_unassigned_one_is_none() -> None:
    """What left the denominator is not compared."""
    first, second = scored("A", [40, 40, 40, 40, 0]), scored("B", [40, None, 40, 0, 0])
    second[1]["I.4"] = None  # không được giao
    assert second[0].missing == ("I.2",)
    assert explained(first, second)["B"].deciding == "I.2 (−40,00)"


def test_no_criterion_decides_between_equals() -> None:
    """The vote does; the column says that the points are equal."""
    found = by_total("40 40 30", ballots=vote("A5 B7"))
    assert [found[code].deciding for code in "ABC"] == ["Bằng điểm", "Bằng điểm", "I.1 (−10,00)"]


# --- what would change the rank -------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "setting", "unit", "sentence"),
    [
        (
            "40 36,75 33,5 32",
            {},
            "C",
            "Thêm 3,25 điểm thì lên hạng 2; bớt quá 1,50 điểm thì xuống hạng 4.",
        ),
        (
            "40 36,75 33,5",
            {},
            "A",
            "Bớt quá 3,25 điểm thì xuống hạng 2 (bớt đúng chừng đó thì phải bỏ phiếu).",
        ),
        (
            "40 36,75 33,5",
            {},
            "B",
            "Thêm quá 3,25 điểm thì lên hạng 1 (thêm đúng chừng đó thì phải bỏ phiếu); "
            "bớt quá 3,25 điểm thì xuống hạng 3.",
        ),
        (
            "40 36,75 33,5",
            {"ties": VOTE},
            "C",
            "Thêm quá 3,25 điểm thì lên hạng 2 (thêm đúng chừng đó thì phải bỏ phiếu).",
        ),
        (
            "40 36 36 30",
            {},
            "B",
            "Thêm dù chỉ 0,01 điểm thì đứng riêng hạng 2; thêm quá 4,00 điểm thì lên hạng 1 "
            "(thêm đúng chừng đó thì phải bỏ phiếu); bớt dù chỉ 0,01 điểm thì xuống hạng 3.",
        ),
        ("40 36 36 30", {}, "D", "Thêm 6,00 điểm thì lên hạng 2."),
        (
            "40 36 36 30 20",
            {"ties": DENSE},
            "D",
            "Thêm 6,00 điểm thì lên hạng 2; bớt quá 10,00 điểm thì xuống hạng 4.",
        ),
        (
            "40 40 30 20",
            {"ties": DENSE},
            "D",
            "Thêm 10,00 điểm thì lên hạng 3.",
        ),
        (
            "40 40",
            {},
            "A",
            "Chờ bỏ phiếu giữa A, B để xếp hạng 1. Thêm dù chỉ 0,01 điểm thì đứng riêng hạng 1; "
            "bớt dù chỉ 0,01 điểm thì xuống hạng 2.",
        ),
        (
            "40 39,99 30",
            {"ties": VOTE},
            "C",
            "Thêm quá 10,00 điểm thì lên hạng 1 (thêm đúng chừng đó thì phải bỏ phiếu).",
        ),
        (
            "40 40 30",
            {"ballots": vote("A7 B5")},
            "B",
            "Bằng điểm với A; thứ tự theo: Bỏ phiếu lần 1. Thêm dù chỉ 0,01 điểm thì đứng riêng hạng 1; "
            "bớt quá 10,00 điểm thì xuống hạng 3.",
        ),
        (
            "40 40 30",
            {"ballots": vote("A7 B5")},
            "A",
            "Bằng điểm với B; thứ tự theo: Bỏ phiếu lần 1. Bớt dù chỉ 0,01 điểm thì xuống hạng 2.",
        ),
        ("40", {}, "A", "Không có đơn vị khác để so."),
    ],
)
def test_the_sentence_says_what_changes_the_rank(
    points: str, setting: dict[str, Any], unit: str, sentence: str
) -> None:
    """How much more, how much less, and where a vote would be due."""
    assert by_total(points, **setting)[unit].changes == sentence


def test_a_missing_score_may_change_the_rank() -> None:
    """Its maximum is named."""
    found = explained(scored("A", [40, 40, 40, 40, 0]), scored("B", [40, 40, 40, None, 0]))
    assert found["B"].changes.endswith("Còn thiếu điểm I.4 (tối đa 40,00): có thể đổi hạng.")


def test_percentages_are_spoken_of_as_such() -> None:
    """Gap, basis and sentence are those of the setting."""
    units = [scored("A", [30], percent=90_000), scored("B", [31], percent=88_500)]
    found = explained(*units, basis=Basis.PERCENT)["B"]
    assert (found.rank, found.gap, found.basis) == (2, 1_500, "Tỷ lệ %")
    assert found.changes.startswith("Thêm quá 1,50 điểm phần trăm thì lên hạng 1")


def test_equal_percentages_are_not_called_equal_points() -> None:
    """The deciding column speaks of what is equal."""
    units = [scored("A", [30], percent=90_000), scored("B", [31], percent=90_000)]
    assert explained(*units, basis=Basis.PERCENT)["B"].deciding == "Bằng tỷ lệ %"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"eligibility": Eligibility.NO}, "Không xét thi đua nên không xếp hạng."),
        ({"empty": True}, "Chưa có điểm: nhận phiếu hoặc nhập điểm thì được xếp hạng."),
    ],
)
def test_a_unit_without_a_rank_is_told_why(changes: dict[str, Any], sentence: str) -> None:
    """Nothing is compared for it."""
    found = explained(scored("A", [40]), scored("B", [30], **changes))["B"]
    assert (found.rank, found.gap, found.basis, found.deciding, found.changes) == (
        None,
        None,
        "",
        "",
        sentence,
    )


def test_a_unit_without_a_maximum_is_told_so() -> None:
    """Under the percent basis there is nothing to divide by."""
    units = [scored("A", [30], percent=90_000), scored("B", [0], max_total=0)]
    assert explained(*units, basis=Basis.PERCENT)["B"].changes == (
        "Điểm tối đa bằng 0 nên chưa xếp hạng theo tỷ lệ %."
    )
