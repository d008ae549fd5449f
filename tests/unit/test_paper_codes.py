"""The codes of a cluster's papers, and of those that each round of a vote has."""

import pytest

from thidua_xl.domain.ranking.posts import Office
from thidua_xl.domain.year.papers import (
    BALLOT,
    COUNT,
    OCCASIONS,
    PAPERS,
    Occasion,
    Vote,
    of_round,
    round_in,
    round_name,
)


@pytest.mark.parametrize(
    ("paper", "vote", "code", "name"),
    [
        (COUNT, Vote(1, 1), "bien-ban-kiem-phieu", "Biên bản kiểm phiếu"),
        (COUNT, Vote(1, 2), "bien-ban-kiem-phieu:2", "Biên bản kiểm phiếu lần 2"),
        (COUNT, Vote(2, 1), "bien-ban-kiem-phieu:hang-2", "Biên bản kiểm phiếu hạng 2"),
        (BALLOT, Vote(3, 2), "phieu-bau:hang-3-2", "Phiếu bầu hạng 3 lần 2"),
        (BALLOT, Vote(Office.HEAD, 1), "phieu-bau:truong-cum", "Phiếu bầu Trưởng cụm"),
        (BALLOT, Vote(Office.DEPUTY, 2), "phieu-bau:pho-truong-cum-2", "Phiếu bầu Phó Trưởng cụm lần 2"),
        (
            COUNT,
            Vote(Office.HEAD, 2),
            "bien-ban-kiem-phieu:truong-cum-2",
            "Biên bản kiểm phiếu bầu Trưởng cụm lần 2",
        ),
    ],
)
def test_every_round_has_papers_of_its_own(paper: str, vote: Vote, code: str, name: str) -> None:
    """The first round for the first rank has the plain code; an office is never taken for the rank of its number."""
    assert of_round(paper, vote) == code
    assert round_name(paper, vote) == name
    found = round_in(code)
    assert found == (paper, vote)
    assert found is not None and type(found[1].post) is type(vote.post)


@pytest.mark.parametrize(
    "code",
    [
        "bien-ban-kiem-phieu:1",
        "bien-ban-kiem-phieu:hang-1",
        "phieu-bau:",
        "phieu-bau:ke-toan",
        "phieu-bau-2",
        "giay-moi:SK",
    ],
)
def test_no_round_has_a_second_code(code: str) -> None:
    """One paper, one row of the register."""
    assert round_in(code) is None


def test_every_meeting_has_its_programme() -> None:
    """As it has its letter of invitation."""
    for paper in ("giay-moi", "chuong-trinh"):
        assert {code for code in PAPERS if code.startswith(paper)} == {
            f"{paper}:{one}" for one in ("SK", "TB", "HN")
        }


def test_every_paper_is_made_on_exactly_one_occasion() -> None:
    """What the menu Xuất văn bản offers: no code in two groups, none in no group, none that is no paper."""
    grouped = [code for codes in OCCASIONS.values() for code in codes]
    assert sorted(grouped) == sorted(PAPERS)
    assert set(OCCASIONS) == set(Occasion)
    assert OCCASIONS[Occasion.START] == (
        "ke-hoach", "quy-che", "tieu-chi", "dang-ky", "dang-ky-cum", "giao-uoc",
    )  # fmt: skip
    assert set(OCCASIONS[Occasion.MIDYEAR]) == {
        *(code for code in PAPERS if code.endswith(":SK")), "bao-cao-6-thang", "bien-ban-so-ket",
    }  # fmt: skip
    assert {"giay-moi:TB", "bang-tong-hop", "bien-ban-hoi-nghi", "de-nghi"} <= {
        *OCCASIONS[Occasion.CONFERENCE]
    }
