"""What documents say, packed to a fifth; looked up few or many, in the cheaper of two ways."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import duckdb
import pyarrow as pa

from govdash.store.schema import DOCUMENTS

_AT_LEAST = 40
"""One document found by its key costs as much as so many passed by."""
_CODEC = "zstd"
_PACKER = pa.Codec(_CODEC, compression_level=1)


class Kept(NamedTuple):
    """A document as it is kept: the parsed report, its lines (both JSON) and its own words.

    In UTF-8: of most that are unpacked only one is looked at. JSON of ours has no line end in it,
    so that one tells the three apart.
    """

    parsed: bytes
    lines: bytes
    narrative: bytes


def pack(kept: Kept) -> bytes:
    """All of it at once: what stands in the lines stands in the other two again."""
    packed: bytes = _PACKER.compress(b"\n".join(kept), asbytes=True)
    return packed


def unpack(packed: bytes) -> Kept:
    """What was packed."""
    with pa.input_stream(pa.py_buffer(packed), compression=_CODEC) as stream:
        return Kept(*stream.read().split(b"\n", 2))


def of_reports(
    connection: duckdb.DuckDBPyConnection, ids: Sequence[str]
) -> Iterator[tuple[str, Kept]]:
    """The id and the document of some reports, in no order."""
    return ((report_id, unpack(kept)) for report_id, kept in packed(connection, ids))


def packed(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> list[tuple[str, bytes]]:
    """The same, to be unpacked elsewhere."""
    if not ids:
        return []
    sql = f"SELECT report_id, packed FROM {DOCUMENTS.name} WHERE report_id IN"
    ((count,),) = connection.execute(f"SELECT count(*) FROM {DOCUMENTS.name}").fetchall()
    if len(ids) * _AT_LEAST < count:
        # Values and no subquery: only these are looked up by the key.
        return connection.execute(f"{sql} ({', '.join('?' * len(ids))})", list(ids)).fetchall()
    return connection.execute(f"{sql} (SELECT unnest(?::VARCHAR[]))", [list(ids)]).fetchall()
