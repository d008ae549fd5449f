"""What one would write first: `pandas.read_excel` and one Pandera validation a file, totals, a ranking.

`python -m tests.benchmarks.plain_loop {forms|books} {openpyxl|calamine} FILE…` is the process that `collect` and
`consolidate` are compared with. It checks far less than they do: no gate against hostile files, no identity, no
rules, no cells named, nothing written; of a cluster's book it reads the one sheet of agreed scores and computes
none of them again.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import pandas as pd
import pandera.pandas as pa

Engine = Literal["openpyxl", "calamine"]


class Rows(NamedTuple):
    """Where the scores of a workbook stand."""

    sheet: str
    header_row: int
    code: str
    score: str


FORM = Rows("Tự chấm", 8, "Mã", "Điểm tự chấm")
BOOK = Rows("Thống nhất điểm", 3, "Mã tiêu chí", "Điểm tính")


def _schema(rows: Rows) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        {
            rows.code: pa.Column(str),
            "Điểm tối đa": pa.Column(float, pa.Check.ge(0), coerce=True),
            rows.score: pa.Column(float, pa.Check.ge(0), nullable=True, coerce=True),
        },
        unique=[name for name in ("Mã đơn vị", rows.code) if rows is BOOK or name == rows.code],
        checks=pa.Check(lambda read: ~(read[rows.score] > read["Điểm tối đa"]), name="over the maximum"),
    )


def _read(path: Path, rows: Rows, engine: Engine) -> tuple[pd.DataFrame, int]:
    """The scored rows of one file and how many faults its validation found."""
    read = pd.read_excel(
        path, sheet_name=rows.sheet, header=rows.header_row, dtype={rows.code: str}, engine=engine
    )
    scored = read[read[rows.code].notna() & read[rows.code].str.contains(".", regex=False, na=False)]
    try:
        _schema(rows).validate(scored, lazy=True)
    except pa.errors.SchemaErrors as problems:
        return scored, len(problems.failure_cases)
    return scored, 0


def forms(files: Sequence[Path], engine: Engine = "openpyxl") -> pd.DataFrame:
    """Units' forms with their totals, faults and ranks."""
    read = [(path.stem, *_read(path, FORM, engine)) for path in files]
    found = [(unit, float(rows[FORM.score].sum()), faults) for unit, rows, faults in read]
    return _ranked(pd.DataFrame(found, columns=["unit", "total", "faults"]))


def books(files: Sequence[Path], engine: Engine = "openpyxl") -> pd.DataFrame:
    """Units of all clusters' books with their totals, each ranked in its cluster."""
    read = [(path.stem, _read(path, BOOK, engine)[0]) for path in files]
    return pd.concat(
        [
            _ranked(rows.groupby("Mã đơn vị")[BOOK.score].sum().rename("total").reset_index()).assign(
                cluster=cluster
            )
            for cluster, rows in read
        ]
    )


def _ranked(table: pd.DataFrame) -> pd.DataFrame:
    table["rank"] = table["total"].rank(ascending=False, method="min").astype(int)
    return table.sort_values("rank")


WHAT: Mapping[str, Callable[[Sequence[Path], Engine], pd.DataFrame]] = {"forms": forms, "books": books}

if __name__ == "__main__":
    chosen: Engine = "calamine" if sys.argv[2] == "calamine" else "openpyxl"
    print(WHAT[sys.argv[1]]([Path(name) for name in sys.argv[3:]], chosen).to_string(index=False))
