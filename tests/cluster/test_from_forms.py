"""What forms bring to the sheets of the year: new rows, changed texts, and never over what people typed."""

from collections.abc import Callable

from tests.cluster.test_closing import close
from tests.cluster.test_year_sheets import put, records
from tests.journeys.journey import Journey, Sheet, run
from thidua_xl.cluster.book import Book
from thidua_xl.cluster.kept import models, people
from thidua_xl.cluster.kept.models import Model
from thidua_xl.cluster.places import assessed
from thidua_xl.cluster.reading import open_book
from thidua_xl.cluster.save import save_cluster_book


def taken_in(cluster: Journey, receive: Callable[[Book], None]) -> bool:
    """What a command does that takes a form in; whether the book changed."""
    book = open_book(cluster.book)
    receive(book)
    return save_cluster_book(book, assessed(book, book.noted), "collect", []).changed


def told(cluster: Journey) -> list[tuple[object, object, object, object]]:
    """The models as the sheet shows them."""
    rows = records(cluster, "Mô hình")
    return [
        (row["Mã đơn vị"], row["Tên mô hình"], row["Nội dung, hiệu quả"], row["Đề nghị nhân rộng"])
        for row in rows
    ]


def test_models_come_from_the_forms(complete: Journey) -> None:
    """In the order of the forms, each unit's together; the same form again changes nothing."""

    def receive(book: Book) -> None:
        models.received(book, "CM", [Model("Cà phê doanh nhân", "Mỗi tháng", True), Model("Tổ hòa giải"),
                                     Model("cà  phê DOANH nhân", "hai"), Model(" "), Model("Vườn mẫu")])  # fmt: skip

    def other(book: Book) -> None:
        models.received(book, "CM", [Model("Cà phê doanh nhân", "Mỗi tháng", True), Model("Tổ hòa giải")])
        models.received(book, "AN", [Model("Camera an ninh", "30 mắt")])

    assert taken_in(complete, other)
    assert taken_in(complete, receive)
    assert told(complete) == [
        ("CM", "Cà phê doanh nhân", "Mỗi tháng", "x"), ("CM", "Tổ hòa giải", None, None),
        ("CM", "Vườn mẫu", None, None), ("AN", "Camera an ninh", "30 mắt", None),
    ]  # fmt: skip
    assert not taken_in(complete, receive)
    taken_in(complete, other)
    assert [name for _, name, _, _ in told(complete)] == [
        "Cà phê doanh nhân",
        "Tổ hòa giải",
        "Camera an ninh",
    ]
    taken_in(complete, receive)
    assert len(told(complete)) == 4


def test_another_form_of_the_unit_never_undoes_what_was_typed(complete: Journey) -> None:
    """A text that somebody mended stays, a row that was taken away does not come back, the rest follows the form."""

    def first(book: Book) -> None:
        models.received(book, "CM", [Model("Cà phê", "cũ"), Model("Hòa giải", "cũ"), Model("Vườn", "cũ"),
                                     Model("Chợ", "cũ"), Model("Đèn", "cũ")])  # fmt: skip

    def second(book: Book) -> None:
        models.received(
            book, "CM", [Model("Cà phê", "mới", True), Model("Hòa giải", "mới"), Model("Vườn", "mới")]
        )

    taken_in(complete, first)
    with complete.typing() as book:
        put(book, "Mô hình", {"Tên mô hình": "Hòa giải"}, **{"Nội dung,_hiệu_quả": "sửa tay"})
        put(book, "Mô hình", {"Tên mô hình": "Chợ"}, Chọn_tham_quan="x")
        sheet = Sheet(book["Mô hình"], "Tên mô hình")
        sheet.sheet.delete_rows(sheet.row("Vườn"))
    taken_in(complete, second)
    assert told(complete) == [("CM", "Cà phê", "mới", "x"), ("CM", "Hòa giải", "sửa tay", None),
                              ("CM", "Chợ", "cũ", None)]  # fmt: skip
    assert not taken_in(complete, second)


def test_a_model_on_paper_meets_its_form(complete: Journey) -> None:
    """Typed by hand first: the form fills only what is blank there."""
    with complete.typing() as book:
        sheet = Sheet(book["Mô hình"], "Tên mô hình")
        for header, value in (("Mã đơn vị", "CM"), ("Tên mô hình", "Cà phê"), ("Chọn tham quan", "x")):
            sheet.put(sheet.header_row + 1, header, value)
    taken_in(complete, lambda book: models.received(book, "CM", [Model("CÀ PHÊ", "Mỗi tháng", True)]))
    assert told(complete) == [("CM", "Cà phê", "Mỗi tháng", "x")]


def test_who_leads_a_unit_comes_from_its_form(complete: Journey) -> None:
    """Into its row, and as who signs the covenant; a name that somebody typed stays."""

    def receive(book: Book, name: str) -> None:
        people.received(book, "BH", name, "Chủ tịch UBND")
        people.received(book, "CM", name, "Chủ tịch UBND")

    def leaders() -> dict[object, tuple[object, object]]:
        rows = records(complete, "Thành phần")
        return {
            row["Mã đơn vị"]: (row["Họ tên"], row["Chức vụ"])
            for row in rows
            if row["Nhóm"] == "Thủ trưởng đơn vị"
        }

    with complete.typing() as book:
        put(book, "Thành phần", {"Mã đơn vị": "CM"}, Họ_tên="Bà Hà")
    taken_in(complete, lambda book: receive(book, "Lê Văn Hùng"))
    assert leaders()["BH"] == ("Lê Văn Hùng", "Chủ tịch UBND")
    assert leaders()["CM"] == ("Bà Hà", "Chủ tịch UBND")
    signers = {row["Mã đơn vị"]: row["Người ký"] for row in records(complete, "Giao ước")}
    assert (signers["BH"], signers["CM"], signers["AN"]) == ("Lê Văn Hùng", "Bà Hà", None)
    complete.rank()
    assert leaders()["BH"] == ("Lê Văn Hùng", "Chủ tịch UBND")
    taken_in(complete, lambda book: receive(book, "Trần Thị Mai"))
    assert (leaders()["BH"][0], leaders()["CM"][0]) == ("Trần Thị Mai", "Bà Hà")


def test_who_leads_a_unit_in_a_book_without_the_sheet(complete: Journey) -> None:
    """Made by the same command; a row that was taken away stays away."""
    with complete.typing() as book:
        del book["Thành phần"]
    taken_in(complete, lambda book: people.received(book, "DL", "Đỗ Lĩnh", "Chủ tịch"))
    rows = [(row["Mã đơn vị"], row["Họ tên"]) for row in records(complete, "Thành phần")]
    assert rows == [("AN", None), ("AN", None), ("BH", None), ("CM", None), ("DL", "Đỗ Lĩnh"), ("EN", None)]
    with complete.typing() as book:
        sheet = Sheet(book["Thành phần"], "Họ tên")
        sheet.sheet.delete_rows(sheet.row("Đỗ Lĩnh"))
    taken_in(complete, lambda book: people.received(book, "DL", "Đỗ Lĩnh", "Chủ tịch"))
    assert "DL" not in [row["Mã đơn vị"] for row in records(complete, "Thành phần")]


def test_a_sealed_book_of_an_earlier_version(complete: Journey) -> None:
    """Without the sheets: its seal holds, and nothing is written into it before it is opened again."""
    assert close(complete).code == 0
    with complete.typing() as book:
        for name in ("Giao ước", "Hoạt động", "Mô hình", "Thành phần", "Hội nghị", "Văn bản"):
            del book[name]
    before = complete.book.read_bytes()
    verified = run("verify", complete.book, "--json")
    assert (verified.code, verified.json["equal"]) == (0, True)
    assert run("calendar", complete.book).code in (0, 1)
    assert complete.rank().code == 2
    assert complete.book.read_bytes() == before
    assert run("reopen", complete.book, "--reason", "Bổ sung thành phần").code == 0
    assert len(records(complete, "Hội nghị")) == 3
