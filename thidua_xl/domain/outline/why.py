"""What may be said of a line that was not understood, and of one that was but is worth a look."""

from enum import Enum, auto


class Why(Enum):
    """Why a line waits for a person. Worded in `wording.imports`."""

    NO_NUMBER_NO_POINTS = auto()
    """Neither numbered nor with points, and no part of the line above."""
    NO_POINTS = auto()
    """Numbered like its neighbours, which have points."""
    SHARED_POINTS = auto()
    """Its points stand in a merged cell that belongs to the line above, too."""
    POINTS_UNCLEAR = auto()
    """What stands for the points is no one number."""
    POINTS_DOUBTFUL = auto()
    """The cell shows something else than it holds, or its type is no number."""
    TEXT_DOUBTFUL = auto()
    """The same of the text: struck through, hidden."""
    NUMBER_UNCLEAR = auto()
    """What stands for the number is none."""
    NUMBER_IS_DATE = auto()
    """Excel made a date of it."""
    NUMBER_TWICE = auto()
    """The number stood above already, at the same level."""
    NUMBER_STORED = auto()
    """`1.10` stored as the number 1.1."""
    WRONG_PARENT = auto()
    """`1.3` below 2."""
    LEVELS = auto()
    """The lines below say levels of which one counts, it seems; their points do not add up."""
    KIND_UNCLEAR = auto()
    """Below a heading of bonus and deduction together."""
    UNNUMBERED = auto()
    """A line with points and no number below one that has both."""
    HIDDEN = auto()
    """The row is hidden."""
    COLUMN_HIDDEN = auto()
    """The column that was read is hidden."""
    NO_TEXT = auto()
    """Points without a text."""
    OTHER_POINTS = auto()
    """Another column of points is filled in, too."""
    OTHER_TEXT = auto()
    """Another column of texts is filled in, too."""
    TABLE_UNREAD = auto()
    """A table with numbers and texts, but without points."""
    SUM_DIFFERS = auto()
    """The printed sum is not the sum of the lines."""
    TOO_FINE = auto()
    """More than three decimals, or too large."""
    NO_NAME = auto()
    """A unit without a name."""
    NAME_TWICE = auto()
    """The unit stood above already."""
    CODE_WRONG = auto()
    """The table's own code can be none here."""


class Remark(Enum):
    """What was understood and is worth a look."""

    GAP = auto()
    """A number is left out."""
    NEGATIVE = auto()
    """Negative points were taken for a deduction."""
    LIKE_A_RULE = auto()
    """The text or the note sounds like a rule of scoring."""
    NOT_READ = auto()
    """A column or a table that was not read, and holds something."""
    BELOW = auto()
    """A line below the grand total: a signature, a note."""
    JOINED = auto()
    """A line without points was taken into the text of the line above."""
    KIND = auto()
    """A heading was taken for bonus or deduction."""
    ADDRESS = auto()
    """An e-mail address or a telephone number that looks like none."""
    ZERO = auto()
    """A telephone number that was stored as a number got back its first zero."""
    GROUP = auto()
    """A heading over a group of units."""
