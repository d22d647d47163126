"""Under every page: the files of what is on it, at the address of the data API."""

from dataclasses import replace
from urllib.parse import urlencode, urljoin

import streamlit as st

from govdash.publish.describe import LICENCE_TITLE, LICENCE_URL, TABLES
from govdash.publish.files import columns_of
from govdash.publish.package import SERVED
from govdash.publish.workbook import fits
from govdash.rules import RULES
from govdash.settings import public_url
from govdash.store.counts import count_of
from govdash.store.filters import Filters
from govdash.store.quality import OF_AGENCIES, PROBLEMS
from govdash.store.snapshots import Connection
from govdash.store.tables import table
from govdash.ui.data import ask
from govdash.ui.filters import of_address
from govdash.ui.language import label, say
from govdash.ui.words import plain

_OF_PAGE = {
    "overview": ("reports", "findings"),
    "disclosure": ("disclosure", "stated"),
    "applications": ("applications",),
    "cases": ("cases",),
    "report": ("figures", "stated", "findings"),
    "quality": ("findings", "reports"),
    "corrections": ("revisions",),
    "agency": ("reports", "findings"),
    "compare": ("reports",),
    "map": ("reports",),
}
KINDS = {"csv": "CSV", "xlsx": "Excel", "json": "JSON", "parquet": "Parquet"}
"""The formats of the data API as a reader knows them, the commonest first."""

_BY_THEMSELVES = ("agency", "compare", "map", "report")
"""Pages that show something else than the filters of their address say, and hand out that."""

API = "api/v1"
"""Where the data API stands, from the address of any page."""


def _asked(page: str) -> Filters:
    """What the address of the page asks for, as the page understands it.

    Only 数据质量 chooses findings; without a choice it shows those to be looked at.
    """
    filters, _ = of_address()
    if page != "quality":
        return filters
    severities, rules = (st.query_params.get_all(name) for name in ("severity", "rule"))
    return replace(
        filters,
        severity=tuple(one for one in OF_AGENCIES if one in severities) or PROBLEMS,
        rule=tuple(one for one in rules if one in RULES),
    )


def of_page(page: str) -> None:
    """The files of a page that shows what its address says.

    自查 shows what the reader brought and has none.
    """
    if page in _OF_PAGE and page not in _BY_THEMSELVES:
        data_files(page, _asked(page))


def data_files(page: str, filters: Filters | None, report: str = "") -> None:
    """Buttons that hand out the tables behind a page, and the address a script would read.

    Of a report without agency or year no filter says which it is: it has the whole alone.
    """
    with st.expander(
        say("拿走本页的数据（CSV、Excel、JSON、接口地址）"),
        icon=":material/database:",
        key="no-print-files",
    ):
        if filters is not None:
            for name in _OF_PAGE[page]:
                _table(name, filters)
        if report:
            st.markdown(say("**这份报告的全部内容** `govdash.report/1`"))
            st.code(absolute(f"reports/{report}.json", ""), language=None, wrap_lines=True)
        if filters is not None:
            package(say("全部表格打包（附说明、引用方法和许可）"), filters)
        st.caption(
            plain(say("许可：{title}（{url}）；接口说明：", title=LICENCE_TITLE, url=LICENCE_URL))
            + f"[openapi.json]({API}/openapi.json)、[datapackage.json]({API}/datapackage.json)"
        )


def _table(name: str, filters: Filters) -> None:
    query = urlencode(filters.query(), doseq=True)
    st.markdown(f"**{label(*TABLES[name])}** `{name}`")
    with st.container(horizontal=True):
        for kind in kinds_of(name, filters):
            st.link_button(KINDS[kind], address_of(f"{name}.{kind}", query))
    st.code(absolute(f"{name}.csv", query), language=None, wrap_lines=True)


def kinds_of(name: str, filters: Filters) -> list[str]:
    """The formats in which a table can be had: no button leads to a file that would be refused."""
    rows = ask(count_of, name, filters)
    small = fits(rows, len(columns(name)))
    return [kind for kind in KINDS if small or kind != "xlsx"]


def columns(name: str) -> list[str]:
    """The columns of a table of the data API, in order."""
    return ask(_columns, name)


def _columns(connection: Connection, name: str) -> list[str]:
    return columns_of(connection, table(name, Filters()))


def package(text: str, filters: Filters) -> None:
    """The button of the data package, or why there is none and what to do."""
    reports = ask(count_of, "reports", filters)
    if reports > SERVED:
        st.caption(
            say(
                "{count} 份报告打成一个包太大（最多 {most} 份）。请在“正在看”里缩小范围，或一张一张下载。",
                count=f"{reports:,}",
                most=f"{SERVED:,}",
            )
        )
        return
    query = urlencode(filters.query(), doseq=True)
    st.link_button(text, address_of("datapackage.zip", query), icon=":material/folder_zip:")


def address_of(file: str, query: str) -> str:
    """Relative to the page, so that it holds wherever the dashboard is mounted."""
    return f"{API}/{file}{'?' if query else ''}{query}"


def absolute(file: str, query: str) -> str:
    """As a script needs it; where the address of the page is not known, from its host on."""
    base = f"{public_url()}/" if public_url() else (st.context.url or "")
    return urljoin(base, address_of(file, query))
