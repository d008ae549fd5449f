"""`verify` names the papers whose figures are no longer the book's, and no other."""

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.cluster.test_papers_register import rows
from tests.cluster.test_year_sheets import on, put
from tests.journeys.conference import ballot, hold_election, make_level, proclaim
from tests.journeys.journey import Journey, Sheet, run
from thidua_xl.cluster.computed import computed
from thidua_xl.cluster.happened import PapersMade
from thidua_xl.cluster.kept.papers import codes_of, record
from thidua_xl.cluster.outdated_papers import outdated_papers
from thidua_xl.cluster.paper_figures import figures_digest
from thidua_xl.cluster.reading import open_book
from thidua_xl.cluster.save import save_cluster_book
from thidua_xl.sheets.hidden import SEAL

OF_POINTS = [
    "bang-tong-hop", "bao-cao-tong-ket", "bien-ban-hoi-nghi", "bien-ban-tru-bi", "cong-van-gui-bang", "danh-sach",
    "trinh-chieu",
]  # fmt: skip
"""Papers with the total of every unit."""
WITHOUT = {"ke-hoach", "quy-che", "tieu-chi", "dang-ky", "giao-uoc", "bien-ban-so-ket", "giay-moi:HN"}


def make_all(cluster: Journey, more: Sequence[str] = ()) -> dict[str, str]:
    """Have every paper of the book made; code → digest."""
    book = open_book(cluster.book)
    outcome, events = computed(book)
    digests = {code: figures_digest(book, outcome, code) for code in (*codes_of(book), *more)}
    for code, digest in digests.items():
        record(book, code, f"{code.replace(':', '-')}.docx", digest)
    save_cluster_book(book, outcome, "documents", [*events, PapersMade(list(digests), len(digests))])
    return digests


def digests_of(cluster: Journey) -> dict[str, str]:
    """The same as the book stands now, nothing written."""
    book = open_book(cluster.book, to_write=False)
    outcome, _ = computed(book)
    return {code: figures_digest(book, outcome, code) for code in codes_of(book)}


def outdated(cluster: Journey) -> list[str]:
    """The papers that `verify` names, after a run of `rank`; nothing else is found."""
    cluster.rank()
    answer = run("verify", cluster.book, "--json")
    assert {one["code"] for one in answer.json["differences"]} <= {"PAPER_OUTDATED"}
    assert answer.code == int(bool(answer.json["differences"]))
    return sorted(one["value"] for one in answer.json["differences"])


def test_papers_without_figures_have_no_digest(complete: Journey) -> None:
    """They cannot be outdated; the others have one of 64 digits, each its own."""
    digests = make_all(complete)
    with_figures = {code for code, digest in digests.items() if digest}
    assert with_figures == {
        *OF_POINTS, "de-nghi", "bao-cao-6-thang", "phieu-bau", "bien-ban-kiem-phieu", "bien-ban-bau",
        "de-nghi-phe-duyet",
    }  # fmt: skip
    assert not WITHOUT & with_figures
    assert all(len(digests[code]) == 64 for code in with_figures)
    assert outdated(complete) == []


def test_one_agreed_score_makes_the_papers_outdated_that_carry_it(complete: Journey) -> None:
    """DL is last and not proposed: the proposal and the votes stay right. The finding names paper, number and file."""
    with complete.typing() as book:
        put(book, "Văn bản", {"Mã văn bản": "danh-sach"}, Số="19/DS-CTĐ", Ngày=on(24))
    make_all(complete)
    complete.agree("DL", "I.1", score=7, reason="Thẩm tra lại")
    assert outdated(complete) == OF_POINTS
    found = run("verify", complete.book, "--json").json["differences"]
    (told,) = (one for one in found if one["value"] == "danh-sach")
    assert told["message"] == (
        f"Ô {told['cell']}: Danh sách đơn vị được suy tôn, đề nghị (danh-sach, số 19/DS-CTĐ, tệp danh-sach.docx) mang "
        "số liệu khác sổ hiện nay."
    )
    with complete.typing() as book:
        register = Sheet(book["Văn bản"], "Mã văn bản")
        assert register.address(register.row("danh-sach"), "Tệp") == told["cell"]
    assert (told["severity"], told["sheet"]) == ("warning", "Văn bản")
    said = " ".join(run("verify", complete.book).out.split())
    whole = "Mọi điểm, tổng, hạng khớp với tính lại từ bản gốc. 7 văn bản đã xuất mang số liệu khác sổ."
    assert whole in said
    make_all(complete)
    assert outdated(complete) == []


def test_the_score_of_a_proposed_unit_is_in_the_proposal(complete: Journey) -> None:
    """AN is proposed for the flag."""
    make_all(complete)
    complete.agree("AN", "I.1", score=9, reason="Thẩm tra lại")
    assert outdated(complete) == sorted([*OF_POINTS, "de-nghi"])


def test_remarks_and_names_make_no_paper_outdated(complete: Journey) -> None:
    """Reasons, days, signers, a column of one's own, a moved row: no figure of any paper."""
    make_all(complete)
    complete.agree("DL", "2.4", reason="Đã xem lại", who="Tổ thư ký", day=on(26))
    with complete.typing() as book:
        put(book, "Văn bản", {"Mã văn bản": "danh-sach"}, Số="19/DS-CTĐ", Người_ký="Lê An")
        units = Sheet(book["Đơn vị"], "Mã")
        units.put(units.row("AN"), "Người liên hệ", "Lê Thị Mai")
        settings = Sheet(book["Cụm"], "Mục")
        settings.put(settings.row("Người ký"), "Giá trị", "Lê Văn Bình")
    assert outdated(complete) == []


def test_the_order_of_rows_is_no_figure(complete: Journey) -> None:
    """Units and criteria in another order: the same digests."""
    book = open_book(complete.book, to_write=False)
    outcome, _ = computed(book)
    codes = list(codes_of(book))
    before = [figures_digest(book, outcome, code) for code in codes]
    book.units.reverse()
    turned = replace(
        outcome,
        scores=dict(reversed(list(outcome.scores.items()))),
        totals=outcome.totals[::-1],
        standings=outcome.standings._replace(standings=outcome.standings.standings[::-1]),
    )
    assert [figures_digest(book, turned, code) for code in codes] == before


def test_a_vote_is_in_its_minutes_and_the_conferences(complete: Journey) -> None:
    """Before it was held its ballot, the table's letter and the preparatory minutes were right, and are still."""
    make_level(complete)
    complete.rank()
    make_all(complete)
    ballot(complete, {"AN": 7, "BH": 5})
    assert outdated(complete) == [
        "bang-tong-hop", "bao-cao-tong-ket", "bien-ban-hoi-nghi", "bien-ban-kiem-phieu", "danh-sach", "de-nghi",
        "trinh-chieu",
    ]  # fmt: skip
    make_all(complete)
    ballot(complete, {"AN": 8, "BH": 5})
    assert outdated(complete) == ["bien-ban-hoi-nghi", "bien-ban-kiem-phieu", "trinh-chieu"]


def test_a_round_that_waits_makes_its_ballot_and_no_paper_outdated(complete: Journey) -> None:
    """The second round's ballot is made in the run in which the round is told, or in the next: the same."""
    make_level(complete)
    complete.rank()
    ballot(complete, {"AN": 6, "BH": 6})
    make_all(complete, ["phieu-bau:2"])
    assert rows(complete)["phieu-bau:2"]["SHA-256"]
    assert outdated(complete) == []


def test_what_the_conference_proclaims_is_in_its_papers(complete: Journey) -> None:
    """The points stay: so do the papers of before."""
    make_all(complete)
    proclaim(complete, "BH", place="Nhất", flag="Có", reason="Nhiều năm dẫn đầu")
    proclaim(complete, "AN", place="Nhì", flag="Không", reason="Nhiều năm dẫn đầu")
    assert outdated(complete) == [
        "bang-tong-hop", "bao-cao-tong-ket", "bien-ban-hoi-nghi", "danh-sach", "de-nghi", "trinh-chieu",
    ]  # fmt: skip


def test_a_place_alone_that_the_conference_gives_is_in_its_papers(complete: Journey) -> None:
    """CM is fourth by points and proclaimed third, proposed for nothing."""
    make_all(complete)
    proclaim(complete, "CM", place="Ba", reason="Tiến bộ nhiều nhất")
    assert outdated(complete) == [
        "bang-tong-hop", "bao-cao-tong-ket", "bien-ban-hoi-nghi", "danh-sach", "trinh-chieu",
    ]  # fmt: skip


def test_an_election_is_in_its_minutes(complete: Journey) -> None:
    """And wherever its winner is named."""
    make_all(complete)
    hold_election(complete, {"BH": 9, "CM": 3})
    assert outdated(complete) == [
        "bao-cao-tong-ket", "bien-ban-bau", "bien-ban-hoi-nghi", "de-nghi-phe-duyet", "trinh-chieu",
    ]  # fmt: skip


def test_the_report_of_june_is_about_june(complete: Journey) -> None:
    """A result of six months changes it alone; its box for troubles is text."""
    make_all(complete)

    def report(header: str, value: object) -> None:
        with complete.typing() as book:
            sheet = Sheet(book["Sơ kết"], "Mã đơn vị", "Mã tiêu chí")
            sheet.put(sheet.row("AN", "I.3"), header, value)

    report("Khó khăn, kiến nghị", "Thiếu vốn")
    assert outdated(complete) == []
    report("Kết quả 6 tháng", 9)
    assert outdated(complete) == ["bao-cao-6-thang"]


@pytest.mark.parametrize("sha", ["", "khác", "AB" * 32])
def test_a_digest_that_somebody_edited(complete: Journey, sha: str) -> None:
    """Emptied: nothing is known of the paper; anything else is not the book's."""
    digests = make_all(complete)
    with complete.typing() as book:
        put(book, "Văn bản", {"Mã văn bản": "danh-sach"}, **{"SHA-256": sha or None})
    assert outdated(complete) == (["danh-sach"] if sha else [])
    assert json.dumps(digests_of(complete)) == json.dumps(digests)


def test_the_command_that_makes_papers_records_their_figures(complete: Journey) -> None:
    """The list, made, is right; after another score it is told, and made again it is right again."""
    out = complete.folder / "van_ban"
    for score in (8, 7):
        assert run("documents", complete.book, "--out", out, "--only", "danh-sach").code == 0
        assert outdated(complete) == []
        complete.agree("CM", "I.1", score=score, reason="Thẩm tra lại")
        assert outdated(complete) == ["danh-sach"]


def test_the_ballots_of_a_round_that_waits_are_recorded_as_its_own(complete: Journey) -> None:
    """Not as those of the first round, which say other figures once the second is held."""
    make_level(complete)
    complete.rank()
    ballot(complete, {"AN": 6, "BH": 6})
    complete.rank()
    out = complete.folder / "van_ban"
    assert run("documents", complete.book, "--out", out, "--only", "phieu-bau").code in (0, 1)
    made = {code: row["Tệp"] for code, row in rows(complete).items() if row["Tệp"]}
    assert made == {"phieu-bau": "phieu-bau.docx", "phieu-bau:2": "phieu-bau_2.docx"}
    assert outdated(complete) == []


def test_a_closed_book_says_how_the_warning_ends(complete: Journey) -> None:
    """Made again, a paper of a closed book is not taken down: to open, make and close again is what helps."""
    make_all(complete)
    complete.agree("DL", "I.1", score=7, reason="Thẩm tra lại")
    complete.rank()
    book = open_book(complete.book, to_write=False)
    outcome, _ = computed(book)
    assert "reopen" not in next(outdated_papers(book, outcome)).action
    book.meta[SEAL] = "0" * 64
    assert "Mở lại sổ (reopen" in next(outdated_papers(book, outcome)).action
