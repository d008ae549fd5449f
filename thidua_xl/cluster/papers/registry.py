"""All papers of a cluster, in the order of the year; a paper more is a line more here and a template."""

from collections.abc import Mapping, Sequence

from ...domain.year.papers import PAPERS as ORDER
from . import (
    ballots,
    conference,
    criteria,
    inviting,
    midyear,
    offices,
    planning,
    pledging,
    preparation,
    proposal,
    score_table,
    showing,
    year_report,
)
from .paper import Facts, Paper

_ORDER = list(dict.fromkeys(code.partition(":")[0] for code in ORDER))
_OF_MODULES: tuple[Paper[Facts], ...] = (
    *planning.PAPERS,
    *criteria.PAPERS,
    *pledging.PAPERS,
    *inviting.PAPERS,
    *ballots.PAPERS,
    *preparation.PAPERS,
    *score_table.PAPERS,
    *midyear.PAPERS,
    *conference.PAPERS,
    *offices.PAPERS,
    *proposal.PAPERS,
    *showing.PAPERS,
    *year_report.PAPERS,
)
PAPERS: tuple[Paper[Facts], ...] = tuple(sorted(_OF_MODULES, key=lambda one: _ORDER.index(one.code)))
ALIASES: Mapping[str, str] = {"de-nghi-co": "de-nghi"}
"""Other names of papers."""


def made_of(codes: Sequence[str]) -> list[str]:
    """Those of these codes (`giay-moi:HN`) that are of papers made here; a register has others too."""
    known = {*(paper.code for paper in PAPERS), *ALIASES}
    return [code for code in codes if code.partition(":")[0].casefold() in known]
