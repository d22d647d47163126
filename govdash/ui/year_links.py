"""The reports of one agency as links: the years before and after, and all of them."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from govdash.ui.language import say
from govdash.ui.view import Link

Row = Mapping[str, Any]


def html(row: Row, others: Sequence[Row]) -> str:
    """The years of an agency, oldest first, the present one marked; one step back and one on."""
    years = sorted(others, key=lambda item: (item["year"] is None, item["year"] or 0))
    here = [item["report_id"] for item in years].index(row["report_id"])
    before = years[here - 1] if here else None
    after = years[here + 1] if here + 1 < len(years) else None
    parts = []
    if before:
        parts.append(_link(before, say("‹ 上一份"), "prev"))
    for item in years:
        if item["report_id"] == row["report_id"]:
            parts.append(f'<span aria-current="page">{escape(_year(item))}</span>')
        else:
            parts.append(_link(item, _year(item)))
    if after:
        parts.append(_link(after, say("下一份 ›"), "next"))
    name = escape(say("这个机关各年的报告"))
    return f'<nav class="gd-years" aria-label="{name}"><span>{name}</span>{"".join(parts)}</nav>'


def _link(row: Row, text: str, rel: str = "") -> str:
    address = Link("", "report", {"id": row["report_id"]}).address
    said = f' rel="{rel}"' if rel else ""
    return f'<a href="{escape(address)}" target="_self"{said}>{escape(text)}</a>'


def listed(rows: Sequence[Row]) -> str:
    """The reports of one agency as links in one line, the newest first."""
    return "　".join(_link(row, _year(row)) for row in rows)


def _year(row: Row) -> str:
    return str(row["year"]) if row["year"] is not None else say("年度不明")
