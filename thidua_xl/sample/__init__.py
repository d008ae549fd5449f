"""The invented sample: a cluster of eight communes and its whole year, for `demo` and `--sample`.

The communes exist; people, addresses, telephones, figures and scores do not. Everything is the same in
every run.
"""

from .cluster import YEAR, settings, units
from .fills import Filled, fills
from .meeting import Agreed, agreed, ballots, mistakes
from .office import SampleOffice, office
from .table import criteria

__all__ = [
    "YEAR",
    "Agreed",
    "Filled",
    "SampleOffice",
    "agreed",
    "ballots",
    "criteria",
    "fills",
    "mistakes",
    "office",
    "settings",
    "units",
]
