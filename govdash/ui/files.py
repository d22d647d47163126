"""Under every page: the files of what is on it, at the address of the data API."""

from dataclasses import replace
from urllib.parse import urlencode, urljoin

import streamlit as st

from govdash.errors import UsageError
from govdash.publish.describe import LICENCE_TITLE, LICENCE_URL, TABLES
from govdash.publish.files import FORMATS
from govdash.settings import public_url
from govdash.store.filters import Filters
from govdash.store.quality import OF_AGENCIES, PROBLEMS
from govdash.ui.words import plain

_OF_PAGE = {
    "overview": ("reports", "findings"),
    "disclosure": ("disclosure",),
    "applications": ("applications",),
    "cases": ("cases",),
    "report": ("figures", "stated", "findings"),
    "quality": ("findings", "reports"),
    "corrections": ("revisions",),
}
_API = "api/v1"


def asked(page: str) -> Filters:
    """What the address of the page asks for, as the data API understands it.

    Only 数据质量 chooses findings; without a choice it shows those to be looked at.
    """
    names = Filters.__dataclass_fields__
    said = {name: st.query_params.get_all(name) for name in names}
    try:
        filters = Filters.parse({name: values for name, values in said.items() if values})
    except UsageError:
        # The page has told the reader so, and shows everything.
        filters = Filters()
    if page != "quality":
        return filters.of_reports
    chosen = tuple(severity for severity in OF_AGENCIES if severity in filters.severity)
    return replace(filters, severity=chosen or PROBLEMS)


def _of_report(report: str) -> Filters:
    """The agency and year of one report: its id is made of them, unless they are not known."""
    agency, _, year = report.rpartition("-")
    known = agency and year.isascii() and year.isdigit() and len(year) == 4
    return Filters(agency=(agency,), year=(int(year),)) if known else asked("report")


def data_files(page: str) -> None:
    """Buttons that hand out the tables behind a page, and the address a script would read.

    自查 shows what the reader brought and has none.
    """
    if page not in _OF_PAGE:
        return
    report = st.query_params.get("id") if page == "report" else None
    query = urlencode((_of_report(report) if report else asked(page)).query(), doseq=True)
    with st.expander("拿走本页的数据（CSV、Excel、JSON、接口地址）", icon=":material/database:"):
        for name in _OF_PAGE[page]:
            st.markdown(f"**{TABLES[name][0]}** `{name}`")
            with st.container(horizontal=True):
                for kind in FORMATS:
                    st.link_button(kind.upper(), _address(f"{name}.{kind}", query))
            st.code(_absolute(f"{name}.csv", query), language=None, wrap_lines=True)
        if report:
            st.markdown("**这份报告的全部内容** `govdash.report/1`")
            st.code(_absolute(f"reports/{report}.json", ""), language=None, wrap_lines=True)
        st.link_button(
            "全部表格打包（附说明、引用方法和许可）",
            _address("datapackage.zip", query),
            icon=":material/folder_zip:",
        )
        st.caption(
            plain(f"许可：{LICENCE_TITLE}（{LICENCE_URL}）；接口说明：")
            + f"[openapi.json]({_API}/openapi.json)、[datapackage.json]({_API}/datapackage.json)"
        )


def _address(file: str, query: str) -> str:
    """Relative to the page, so that it holds wherever the dashboard is mounted."""
    return f"{_API}/{file}{'?' if query else ''}{query}"


def _absolute(file: str, query: str) -> str:
    """As a script needs it; where the address of the page is not known, from its host on."""
    base = f"{public_url()}/" if public_url() else (st.context.url or "")
    return urljoin(base, _address(file, query))
