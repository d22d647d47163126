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

CORRECTIONS = DATA / "corrections.csv"
"""Figures corrected by hand, with reason and source."""

GRACE = 15
"""Seconds that running downloads have to end when the server stops."""

DB_VARIABLE = "GOVDASH_DB"


def default_db() -> Path:
    """The store that every command and the dashboard use unless told otherwise."""
    return Path(os.environ.get(DB_VARIABLE) or DATA / "govdash.duckdb")


def public_url() -> str:
    """The address readers know the dashboard by, for permalinks; empty: links begin with /."""
    return os.environ.get("GOVDASH_URL", "").rstrip("/")


def rate() -> str:
    """How many API requests one client may make, as the library `limits` writes it."""
    return os.environ.get("GOVDASH_RATE", "600/minute")


def exports() -> int:
    """How many files the API makes at the same time; one client gets at most half of them."""
    return int(os.environ.get("GOVDASH_EXPORTS", "4"))


def log_level() -> str:
    """How much the server logs, as Python's logging names it."""
    return os.environ.get("GOVDASH_LOG", "info").upper()


def query_seconds() -> float:
    """How long one question of a page or of the API may take."""
    return float(os.environ.get("GOVDASH_QUERY_SECONDS", "20"))


def export_seconds() -> float:
    """How long a file may be made before its first bytes, or between two parts of it."""
    return float(os.environ.get("GOVDASH_EXPORT_SECONDS", "120"))


def local_hosts() -> frozenset[str]:
    """Hosts that `fetch` may ask though their address is not public: for tests, else none."""
    return frozenset(filter(None, os.environ.get("GOVDASH_LOCAL_HOSTS", "").split(",")))
