"""What the sample's communes report, as one table: a line a criterion, a column a commune.

`target/result` where the rule compares both, else the result or the score alone; `đ` is Đạt, `k` Không đạt,
`x` Không được giao.
"""

from collections.abc import Iterator
from dataclasses import dataclass

_FIGURES = """
         DLY        DLU        MSO        TDA        HLY        XLO        VSO        THO
I.1.a    4/4.2      4/3.8      4.2/4.5    4/3.9      3.8/3.5    3.5/3.2    3.6/3.3    3.8/3.7
I.1.b    5200/5310  6100/6050  4800/4710  6400/6470  4100/3950  2600/2430  4500/4320  5600/5580
I.1.c    180/175    210/203    165/168    240/241    150/141    90/82      160/150    200/193
I.1.d    45/46      60/57      40/42      55/52      35/33      20/19      30/28      50/48
I.2.a    5200/5616  6400/6784  4800/5328  6000/6720  3900/4134  2100/2163  3500/3640  5400/5778
I.2.b    8000/8450  9500/9120  6000/6100  7500/7000  5000/4600  x          4000/3500  7000/6600
I.2.c    62/62      75/74      58/57      70/70      51/49      30/28      46/44      66/65
I.3.a    95/94.2    95/94.1    95/93.8    95/92      95/91.4    95/86      95/91      95/95.3
I.3.b    1500/1620  1800/1950  1200/1100  1600/1600  1000/1150  800/870    1100/1250  1500/1580
I.3.c    1          1          0          0          1          1          1          0
I.3.d    đ          đ          đ          đ          đ          đ          đ          k
I.4.a    8/8        10/11      7/8        9/10       5/5        2/2        4/4        8/9
I.4.b    320/335    380/372    300/288    350/356    240/225    130/116    210/197    330/327
I.4.c    76.8       76.2       79.1       77.8       73.5       70.2       71.2       75.9
I.5.a    19         18         18         19         18         14         17         19
I.5.b    2/2        2/1        2/2        3/2        1/1        1/1        1/1        2/2
I.5.c    3/3        4/3        3/3        3/3        2/2        2/2        2/2        3/3
I.6.a    95/96.1    95/93      95/94      95/95.5    95/92.4    95/88      95/90.2    95/94.2
I.6.b    0          1          1          1          1          1          1          1
II.1.a   100/100    100/100    100/100    100/100    100/85.7   75/75      100/83.3   100/100
II.1.b   95/93.8    95/94.6    95/96.3    95/95.4    96/95      93/90.2    94/91.2    95/94.3
II.1.c   11/10.6    11.2/11.5  10.8/11.1  11/10.9    11.8/12.4  13/14.2    12.2/13    11.3/11.5
II.1.d   đ          đ          đ          đ          đ          đ          đ          đ
II.2.a   88/90.2    88/87.1    89/91      88/89.4    86/84.5    82/78.8    85/82      88/87.6
II.2.b   100/92.3   100/90.9   100/94.4   100/100    100/94.4   90/83.3    95/87.5    100/92.3
II.3.a   0.5/0.55   0.6/0.58   0.4/0.45   0.5/0.45   0.9/0.84   1.8/1.55   1.2/1.1    0.6/0.6
II.3.b   1.3        1.2        1.2        1.1        1.9        2.9        1.9        1.3
II.3.c   30/31.2    30/29.1    31/31.5    30/30.3    28/26.9    24/21.8    27/25      30/29.5
II.3.d   60/66      75/81      55/62      70/80      45/48      25/26      40/42      65/71
II.4.a   95/97      95/94.5    96/97.5    95/94      93/90.1    88/84      92/87.5    95/94
II.4.b   70/72.5    72/70.1    70/71.8    72/72.4    62/57.5    45/40.2    58/53.3    70/69
II.4.c   0          1          0          1          1          2          1          1
II.5.a   đ          đ          đ          đ          đ          đ          đ          đ
II.5.b   98/98.6    98/97.5    98/99      98/98.2    97/95.3    96/92.5    97/94.2    98/97.8
II.5.c   10/11      14/15      8/7        12/12      9/9        6/6        8/9        12/12
II.5.d   4/3        6/6        3/3        5/5        4/4        3/4        3/3        5/6
III.1.a  12/13      14/13      11/12      13/12      9/8        6/5        8/7        12/12
III.1.b  100        95.5       95.2       100        94.1       90.9       91.7       95.2
III.1.c  1          1          0          1          1          1          1          1
III.1.d  14         13.5       13.5       13.5       13         11.5       12.5       13.5
III.1.e  4/3        5/5        4/4        5/5        3/3        2/2        3/3        4/4
III.2.a  98/97.5    98/98.4    99/99.4    98/98.9    98/96.5    97/94      98/95.6    98/97.7
III.2.b  85/87.3    85/83.2    86/83.5    85/86      80/75.6    70/62.4    78/71.5    85/84
III.2.d  0          0          0          0          0          0          0          0
III.2.e  9.5        9.5        9.5        9.5        9.5        8.5        8.5        9.5
III.3.a  14         13.5       13.5       14         13.5       12         13         14
III.3.c  0          0          0          0          1          1          1          0
III.3.d  4          4          4          4          4          3          3          4
III.3.e  đ          đ          đ          đ          đ          đ          đ          đ
IV.1     1          0          1          1          0          0          0          0
IV.2     0          1          0          0          0          0          0          0
IV.3     k          k          k          k          k          k          k          k
V.1      0          0          0          0          0          0          1          0
V.2      0          0          0          0          0          1          0          0
"""

_AGREED = """
         DLY   DLU   MSO   TDA   HLY   XLO   VSO   THO
II.2.c   3     5     1     2     6     8     7     4
II.5.e   24    23    24.5  24    22    20    21    23
III.2.c  2     4     3     1     6     8     7     5
III.3.b  20    18    19    20    17    15    16    18.5
"""

_WORDS = {"đ": "Đạt", "k": "Không đạt"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of the table."""

    unit: str
    criterion: str
    target: float | int | None = None
    value: float | int | str | None = None
    """The result, or the score of a criterion that is scored directly."""
    is_marked: bool = False


def reported() -> Iterator[Figure]:
    """What the communes report, criterion by criterion."""
    return _read(_FIGURES)


def given() -> Iterator[Figure]:
    """Ranks and scores that the head enters for everybody."""
    return _read(_AGREED)


def _read(table: str) -> Iterator[Figure]:
    header, *lines = table.strip().splitlines()
    for line in lines:
        code, *cells = line.split()
        for unit, cell in zip(header.split(), cells, strict=True):
            yield _figure(unit, code, cell)


def _figure(unit: str, code: str, cell: str) -> Figure:
    if cell == "x":
        return Figure(unit, code, is_marked=True)
    target, _, value = cell.rpartition("/")
    return Figure(unit, code, _number(target) if target else None, _WORDS.get(value) or _number(value))


def _number(text: str) -> float | int:
    return float(text) if "." in text else int(text)
