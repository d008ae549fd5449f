"""Tables of criteria to start from (`new cluster --template`): invented, in usual wording, fit to be edited.

They hold no unit, no day and no score, and bind nobody: points and thresholds are examples.
"""

from collections.abc import Callable, Mapping

from ..domain.scoring.criteria import Criteria, Criterion
from .communes import communes
from .departments import departments
from .rows import completed
from .schools import schools

_TABLES: Mapping[str, Callable[[], tuple[Criterion, ...]]] = {
    "xa": communes,
    "so-nganh": departments,
    "truong-hoc": schools,
}
NAMES = tuple(_TABLES)
"""What a new cluster book can begin with."""


def template(name: str) -> Criteria:
    """The table of this name, every section with its maximum."""
    return completed(_TABLES[name]())
