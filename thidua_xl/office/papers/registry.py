"""All papers of an office, in the order of the year; a paper more is a line more here and a template."""

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
