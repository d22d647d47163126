"""数据下载: every table under the present filters, with what it means, how to cite it, and the API."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from html import escape
from urllib.parse import urlencode

import streamlit as st

from govdash.forms import FIGURES
from govdash.forms.official import OUTCOME_GROUPS
from govdash.publish.describe import (
    LICENCE_TITLE,
    LICENCE_URL,
    LIMITS,
    LIMITS_EN,
    TABLES,
    TITLE,
    meaning,
)
from govdash.store import documents
from govdash.store.answers import Records
from govdash.store.counts import count_of
from govdash.store.filters import Filters
from govdash.store.snapshots import name_of
from govdash.store.tables import EXPORTS
from govdash.ui.block import covered, show
from govdash.ui.data import ask
from govdash.ui.files import API, KINDS, absolute, address_of, columns, kinds_of, package
from govdash.ui.filters import ask_filters
from govdash.ui.language import ENGLISH, current, label, say
from govdash.ui.view import View
from govdash.ui.words import plain

STYLE = """
<style>
.gd-files td span a { margin-right: .9rem; }
.gd-files code { font-size: .85em; opacity: .75; background: none; }
.gd-files td.l { min-width: 12em; }
</style>
"""


def show_downloads() -> None:
    """The page."""
    st.title(say("数据下载"))
    st.markdown(
        say(
            "这里的文件和页面用的是同一份数据、同一套条件：屏幕上看到的行和数，文件里也一样。"
            "CSV 可以直接用 Excel 打开；编号多、位数长的建议用 Excel（xlsx）文件。"
        )
    )
    filters = ask_filters()
    if not covered(filters).reports:
        return
    query = urlencode(filters.query(), doseq=True)
    _tables(filters, query)
    st.header(say("全部打成一个包"), anchor="package")
    st.markdown(say("一个 zip：全部表格（CSV）、每一栏的含义、覆盖和限制、引用方法、许可。"))
    package(say("下载数据包（zip）"), filters)
    _dictionary()
    _api(query)
    _citation()
    st.header(say("用之前要知道"), anchor="limits")
    limits = LIMITS_EN if current() == ENGLISH else [say(limit) for limit in LIMITS]
    st.markdown("\n".join(f"- {plain(limit)}" for limit in limits))


def _tables(filters: Filters, query: str) -> None:
    st.header(say("表格"), anchor="tables")
    heads = [say("表格"), say("行数"), say("下载")]
    rows = "".join(_row(name, filters, query, heads) for name in EXPORTS)
    top = "".join(
        f'<th scope="col" class="{kind}">{escape(head)}</th>'
        for head, kind in zip(heads, "tnt", strict=True)
    )
    st.html(f'{STYLE}<div class="gd-view gd-files"><table><tr>{top}</tr>{rows}</table></div>')
    st.caption(
        say(
            "Excel：每个文件里有一页说明各栏的含义；太大的表只能用 CSV 或 Parquet，或先缩小范围。"
            "CSV：双击打开中文不会乱，但 Excel 会改写它以为是日期的格子，请不要直接存回。"
        )
    )


def _row(name: str, filters: Filters, query: str, heads: Sequence[str]) -> str:
    """A table, how many rows it has, and its files."""
    title = label(*TABLES[name])
    files = " ".join(
        f'<a href="{escape(address_of(f"{name}.{kind}", query))}" download '
        f'aria-label="{escape(say("下载“{name}”（{kind}）", name=title, kind=KINDS[kind]))}">'
        f"{KINDS[kind]}</a>"
        for kind in kinds_of(name, filters)
    )
    cells = (
        ("l", f"{escape(title)} <code>{name}</code>"),
        ("n", f"{ask(count_of, name, filters):,}"),
        ("t", files),
    )
    drawn = "".join(
        f'<td class="{kind}" data-head="{escape(head)}"><span>{cell}</span></td>'
        for head, (kind, cell) in zip(heads, cells, strict=True)
    )
    return f"<tr>{drawn}</tr>"


def _dictionary() -> None:
    st.header(say("每个数字的含义"), anchor="dictionary")
    rows = ask(documents.dictionary)
    show("dictionary", say("每个数字的含义"), partial(_figures, rows), folded=True)
    st.header(say("每一栏的含义"), anchor="columns")
    show("columns", say("每一栏的含义"), _columns, folded=True)


def _figures(rows: Records) -> View:
    return View(
        {
            "figure": say("编号"),
            "form": say("表样"),
            "label": say("名称"),
            "unit": say("单位"),
            "section": say("部分"),
        },
        [
            (
                row["figure"],
                row["form"] or say("正文自述"),
                label(row["label"], row["label_en"]),
                say(row["unit"]),
                row["section"],
            )
            for row in rows
        ],
    )


def _columns() -> View:
    """The columns of all tables; those that are figures of the form are told above."""
    figures = {*FIGURES, *(group.id for group in OUTCOME_GROUPS)}
    rows = [
        (name, column, label(told.label, told.label_en))
        for name in EXPORTS
        for column in columns(name)
        if column not in figures
        for told in (meaning(column),)
    ]
    return View({"table": say("表格"), "column": say("栏目"), "meaning": say("含义")}, rows)


def _api(query: str) -> None:
    st.header(say("接口"), anchor="api")
    address = absolute("figures.csv", query)
    st.markdown(
        say(
            "每张表一个网址，条件就是网址里的参数：`year` 年度、`agency` 机关、`region` 区划、"
            "`level` 层级、`kind` 类别、`scope` 口径、`form` 表样，都可以重复。"
            "说明见 [openapi.json]({api}/openapi.json) 和 [datapackage.json]({api}/datapackage.json)。",
            api=API,
        )
    )
    st.code(_EXAMPLES.format(address=address), language=None, wrap_lines=True)


_EXAMPLES = """\
curl -o figures.csv "{address}"

# Python
import pandas as pd
data = pd.read_csv("{address}", dtype={{"region_code": str}})

# R
data <- read.csv("{address}",
                 fileEncoding = "UTF-8-BOM", colClasses = c(region_code = "character"))
"""


def _citation() -> None:
    st.header(say("引用和许可"), anchor="citation")
    snapshot = ask(name_of)
    st.code(
        say(
            "{title}，快照 {snapshot}，取用于 {day}，{url}，{licence}。",
            title=TITLE,
            snapshot=snapshot,
            day=date.today().isoformat(),
            url=absolute("", "").removesuffix(f"{API}/"),
            licence=LICENCE_TITLE,
        ),
        language=None,
        wrap_lines=True,
    )
    st.caption(
        say(
            "表格按 [{licence}]({url}) 提供；报告是各机关公布的公文，引用原话请注明机关和年度。"
            "快照编号不变，数据就不变。",
            licence=LICENCE_TITLE,
            url=LICENCE_URL,
        )
    )
