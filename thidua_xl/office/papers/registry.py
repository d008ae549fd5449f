"""All papers of an office, in the order of the year; a paper more is a line more here and a template."""

from collections.abc import Sequence

from ...cluster.papers.paper import Paper
from ...domain.office.papers import PAPERS as ORDER
from . import checking, council, reminding, reporting, statistics
from .facts import Facts

_ORDER = list(ORDER)
_OF_MODULES: tuple[Paper[Facts], ...] = (
    *reminding.PAPERS,
    *statistics.PAPERS,
    *checking.PAPERS,
    *council.PAPERS,
    *reporting.PAPERS,
)
PAPERS: tuple[Paper[Facts], ...] = tuple(sorted(_OF_MODULES, key=lambda one: _ORDER.index(one.code)))


def made_of(codes: Sequence[str]) -> list[str]:
    """Those of these codes (`don-doc:C01`) that are of papers made here; a register has others too."""
    known = {paper.code for paper in PAPERS}
    return [code for code in codes if code.partition(":")[0].casefold() in known]
