"""Finding an agency, what is known of it, and the divisions that have reports."""

from typing import Any

import duckdb

from govdash.store.answers import Records, records, rows
from govdash.store.filters import stem_of
from govdash.store.sums import step_below

FEWEST_CHARACTERS = 2


def search(connection: duckdb.DuckDBPyConnection, text: str, most: int = 20) -> Records:
    """Agencies whose name holds the text: in simplified script, or the initials of its pinyin.

    Those that begin with it first, then the higher level, then the shorter name.
    """
    words = text.strip().lower()
    if len(words) < FEWEST_CHARACTERS:
        return []
    # What is no Chinese stands in the initials as it does in the name, Chinese in the name alone.
    named = "initials" if words.isascii() else "agency"
    around = "FALSE" if words.isascii() else "contains(region, $text) AND kind = 'government'"
    return records(
        connection,
        f"""SELECT agency_id, agency, region, level, kind, first_year, last_year, reports, errors
        FROM agencies WHERE contains({named}, $text) OR {around}
        ORDER BY NOT starts_with({named}, $text),
            list_position(['national', 'province', 'prefecture', 'county', 'township'], level),
            length(agency), region_code, agency_id LIMIT $most""",
        {"text": words, "most": most},
    )


def agency(connection: duckdb.DuckDBPyConnection, agency_id: str) -> dict[str, Any] | None:
    """What is known of an agency; None for one that has no report."""
    found = records(connection, "SELECT * FROM agencies WHERE agency_id = ?", [agency_id])
    return found[0] if found else None


def named(connection: duckdb.DuckDBPyConnection, agency_ids: tuple[str, ...]) -> Records:
    """Some agencies with their regions, in the order asked for; unknown ones are left out."""
    return records(
        connection,
        """SELECT agency_id, agency, region FROM agencies WHERE list_contains($ids, agency_id)
        ORDER BY list_position($ids, agency_id)""",
        {"ids": list(agency_ids)},
    )


def few(connection: duckdb.DuckDBPyConnection, most: int) -> Records:
    """All agencies with their regions, if there are no more than so many; else none."""
    return records(
        connection,
        """SELECT agency_id, agency, region FROM agencies
        WHERE (SELECT count(*) FROM agencies) <= ? ORDER BY region_code NULLS LAST, agency""",
        [most],
    )


def divisions(connection: duckdb.DuckDBPyConnection, within: str) -> list[str]:
    """Codes of the divisions one step below one (all provinces without) that have reports, in order."""
    size = step_below(within)
    found = rows(
        connection,
        """SELECT DISTINCT rpad(left(stem, $size), 6, '0') FROM (SELECT DISTINCT stem FROM agencies)
        WHERE length(stem) >= $size AND starts_with(stem, $within) ORDER BY 1""",
        {"size": size, "within": stem_of(within)},
    )
    return [code for (code,) in found]
