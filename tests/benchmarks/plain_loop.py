"""What one would write first: `pandas.read_excel` and one Pandera validation a file, totals, a ranking.

`python -m tests.benchmarks.plain_loop FOLDER` is the process that `collect` is compared with. It checks far
less than `collect`: no identity, no rules, no cells named, no book written.
"""

import sys
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

HEADER_ROW = 8
_SCHEMA = pa.DataFrameSchema(
    {
        "Mã": pa.Column(str, unique=True),
        "Điểm tối đa": pa.Column(float, pa.Check.ge(0), coerce=True),
        "Điểm tự chấm": pa.Column(float, pa.Check.ge(0), nullable=True, coerce=True),
    },
    checks=pa.Check(lambda rows: ~(rows["Điểm tự chấm"] > rows["Điểm tối đa"]), name="over the maximum"),
)


def total_of(path: Path) -> tuple[float, int]:
    """The self total of one file and how many faults its validation found."""
    rows = pd.read_excel(path, sheet_name="Tự chấm", header=HEADER_ROW, dtype={"Mã": str}, engine="openpyxl")
    scored = rows[rows["Mã"].notna() & rows["Mã"].str.contains(".", regex=False, na=False)]
    faults = 0
    try:
        _SCHEMA.validate(scored, lazy=True)
    except pa.errors.SchemaErrors as problems:
        faults = len(problems.failure_cases)
    return float(scored["Điểm tự chấm"].sum()), faults


def ranking(folder: Path) -> pd.DataFrame:
    """Files with their totals, faults and ranks."""
    found = [(path.stem, *total_of(path)) for path in sorted(folder.glob("*.xlsx"))]
    table = pd.DataFrame(found, columns=["unit", "total", "faults"])
    table["rank"] = table["total"].rank(ascending=False, method="min").astype(int)
    return table.sort_values("rank")


if __name__ == "__main__":
    print(ranking(Path(sys.argv[1])).to_string(index=False))
