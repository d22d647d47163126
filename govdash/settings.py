"""Where things are: the repository's own folders and the default store."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
PAGES = ROOT / "pages"
SAMPLES = (DATA / "samples", DATA / "parsed")
"""What the first store is built from."""
DECISIONS = DATA / "decisions.csv"
"""What people decided about findings."""

DB_VARIABLE = "GOVDASH_DB"


def default_db() -> Path:
    """The store that every command and the dashboard use unless told otherwise."""
    return Path(os.environ.get(DB_VARIABLE) or DATA / "govdash.duckdb")
