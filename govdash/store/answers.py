"""How an answer of the store looks: rows by column name, and a part of a long table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

Records = list[dict[str, Any]]
"""Rows by column name."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a long table, and how many there are in all."""

    rows: Records
    total: int


def records(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    bound: Sequence[Any] | Mapping[str, Any] = (),
) -> Records:
    """The answer, one mapping a row; figures stay exact decimals, missing ones None."""
    values = dict(bound) if isinstance(bound, Mapping) else list(bound)
    # Not `connection.sql`, which plans the question twice.
    answer = connection.execute(sql, values)
    columns = [name for name, *_ in answer.description]
    return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]


def rows(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    bound: Sequence[Any] | Mapping[str, Any] = (),
) -> list[tuple[Any, ...]]:
    """The answer as it comes, for few columns."""
    values = dict(bound) if isinstance(bound, Mapping) else list(bound)
    found: list[tuple[Any, ...]] = connection.execute(sql, values).fetchall()
    return found


def one(
    connection: duckdb.DuckDBPyConnection, sql: str, bound: Sequence[Any] = ()
) -> tuple[Any, ...]:
    """The single row of an answer that always has one."""
    (found,) = rows(connection, sql, bound)
    return found
