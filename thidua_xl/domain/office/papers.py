"""Văn bản of the superior's office: its own papers by their codes (HD 1302, II.4, III.4; forms of Nghị định 30/2020).

Papers on one cluster or one unit have a row for each, `don-doc:C01`, once it is needed.
"""

from collections.abc import Mapping
from typing import NamedTuple

REMINDER, STATISTICS = "don-doc", "thong-ke-phong-trao"
NOTICE, CHECKING_MINUTES = "thong-bao-tham-dinh", "bien-ban-tham-dinh"
TO_COUNCIL, LIST, COUNCIL_MINUTES = "to-trinh-hoi-dong", "danh-sach-de-nghi", "bien-ban-hoi-dong"
SUMMARY = "bao-cao-tong-hop"

PAPERS: Mapping[str, str] = {
    REMINDER: "Công văn đôn đốc",
    STATISTICS: "Biểu thống kê số phong trào thi đua",
    NOTICE: "Thông báo thẩm định",
    CHECKING_MINUTES: "Biên bản thẩm định",
    TO_COUNCIL: "Tờ trình Hội đồng xét khen thưởng",
    LIST: "Danh sách đề nghị khen thưởng",
    COUNCIL_MINUTES: "Biên bản họp Hội đồng",
    SUMMARY: "Báo cáo tổng hợp kết quả các cụm",
}
"""Code → name, in the order of the year: reminders all along, the statistics by 15 December, then the checking, the
council, the report on all of it."""
OF_CLUSTERS = frozenset({REMINDER})
OF_UNITS = frozenset({NOTICE, CHECKING_MINUTES})
OF_ONE = OF_CLUSTERS | OF_UNITS
"""Papers of which each cluster or unit has its own."""


class PaperCode(NamedTuple):
    """What the code of a paper says."""

    paper: str
    whose: str = ""
    """A cluster's or a unit's code; empty for a paper on all of them."""

    def __str__(self) -> str:
        """As it is typed."""
        return f"{self.paper}:{self.whose}" if self.whose else self.paper

    def name(self, whose: str) -> str:
        """The paper's name; `whose` is that of the cluster or unit."""
        return f"{PAPERS[self.paper]} – {whose or self.whose}" if self.whose else PAPERS[self.paper]


def read_code(typed: str) -> PaperCode | None:
    """What a typed code says; None for a paper that is not the program's."""
    paper, _, whose = typed.strip().partition(":")
    paper = paper.strip().lower()
    if paper not in PAPERS or bool(whose.strip()) != (paper in OF_ONE):
        return None
    return PaperCode(paper, whose.strip())
