"""What LibreOffice reads in a CSV and a workbook of ours: python -m tests.bench.office."""

import csv
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

from govdash.publish.files import pieces
from govdash.store.tables import Question

CELLS = [
    "规章·本年制发件数",
    "007",
    "=1+1",
    "+86",
    "@SUM(A1)",
    '一"二",三',
    None,
    "321300-dd7601a0",
]
# Comma, double quote, UTF-8, from line 1, and every column as text, as a careful person chooses.
_AS_TEXT = "CSV:44,34,76,1," + "/".join(f"{place}/2" for place in range(1, len(CELLS) + 2))
_OUT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"


def main() -> int:
    with tempfile.TemporaryDirectory() as scratch, duckdb.connect() as connection:
        folder = Path(scratch)
        columns = [f"c{place}" for place in range(len(CELLS))]
        connection.execute(
            f"CREATE TABLE reports ({', '.join(f'{name} VARCHAR' for name in columns)}, report_id VARCHAR)"
        )
        connection.execute(
            f"INSERT INTO reports VALUES ({', '.join('?' * len(CELLS))}, 'r')", CELLS
        )
        connection.execute("CREATE TABLE meta AS SELECT 'snapshot' AS key, 'made-up' AS value")
        # Known names only: the workbook explains every column.
        names = ["agency", "region_code", "title", "note", "url", "quote", "text", "agency_id"]
        renamed = ", ".join(f"{c} AS {name}" for c, name in zip(columns, names, strict=True))
        question = Question(f"SELECT {renamed}, report_id FROM reports", name="reports")
        wrong = 0
        for kind in ("csv", "xlsx"):
            file = folder / f"in.{kind}"
            file.write_bytes(b"".join(pieces(connection, question, kind)))
            given = [f"--infilter={_AS_TEXT}"] if kind == "csv" else []
            command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
                       *given, "--convert-to", _OUT, "--outdir", str(folder / kind), str(file)]  # fmt: skip
            subprocess.run(command, check=True, capture_output=True)
            with (folder / kind / "in.csv").open(encoding="utf-8", newline="") as stream:
                read = list(csv.reader(stream))
            guard = "'" if kind == "csv" else ""
            expected = [
                f"{guard}{cell}" if cell and cell[0] in "=+@" else cell or "" for cell in CELLS
            ]
            same = read == [[*names, "report_id"], [*expected, "r"]]
            wrong += not same
            print(f"{kind}: {'all cells survive' if same else read}")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
