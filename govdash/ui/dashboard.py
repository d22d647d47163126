"""The frame of the dashboard: the list of pages, and what stands around each of them."""

import logging

import streamlit as st

from govdash import settings
from govdash.errors import SlowError, StoreError
from govdash.store import snapshots
from govdash.ui import address, language, style
from govdash.ui.data import ask
from govdash.ui.files import of_page
from govdash.ui.language import phrase, say, told
from govdash.ui.run import one_run
from govdash.ui.words import plain

PAGES = {
    phrase("看数据"): (
        ("overview", phrase("总览"), "home"),
        ("disclosure", phrase("主动公开"), "campaign"),
        ("applications", phrase("依申请公开"), "mail"),
        ("cases", phrase("复议诉讼"), "gavel"),
    ),
    phrase("找和比"): (
        ("agency", phrase("机关"), "account_balance"),
        ("compare", phrase("比较"), "balance"),
        ("map", phrase("地图"), "grid_view"),
        ("report", phrase("单份报告"), "description"),
    ),
    phrase("可信吗"): (
        ("quality", phrase("数据质量"), "rule"),
        ("corrections", phrase("更正记录"), "history"),
        ("check", phrase("自查"), "fact_check"),
    ),
    phrase("拿走和弄懂"): (
        ("downloads", phrase("数据下载"), "download"),
        ("method", phrase("方法与名词"), "menu_book"),
    ),
}
HOME = "overview"
# Pages that work before there is any data.
WITHOUT_DATA = ("check",)
BROKEN = phrase("本站出错")


def main() -> None:
    """Draw the page that the address names."""
    language.follow_address()
    st.set_page_config(
        page_title=say("政府信息公开年报 govdash"),
        page_icon="📄",
        layout="wide",
    )
    page = st.navigation(
        {
            say(section): [
                st.Page(
                    settings.PAGES / f"{name}.py",
                    title=say(title),
                    icon=f":material/{icon}:",
                    url_path=name,
                    default=name == HOME,
                )
                for name, title, icon in pages
            ]
            for section, pages in PAGES.items()
        },
        expanded=True,
    )
    st.html(style.STYLE)
    name = page.url_path or HOME
    address.turn_to(name)
    with st.sidebar:
        language.choose()
    try:
        if name not in WITHOUT_DATA:
            _synthetic()
        page.run()
        of_page(name)
    except StoreError as error:
        st.error(
            say("{error}建好数据后刷新本页；“自查”不用数据，现在就能用。", error=plain(str(error))),
            title=say("数据打不开"),
            icon=":material/database_off:",
        )
    except SlowError as error:
        st.error(
            plain(told(str(error))), title=say("这一问太慢"), icon=":material/hourglass_disabled:"
        )
    except Exception:
        # What nobody foresaw is told in the reader's words; the log has the rest.
        logging.getLogger(__name__).exception("page %s", name)
        st.error(
            say("这一页没能画完，是本站的差错，已经记下。可以刷新再试，或先看别的页。"),
            title=say(BROKEN),
            icon=":material/error:",
        )
    st.caption(
        say(
            "本站不是政府网站。数字按各机关年度报告所印抄录，推算的另行标明；"
            "这里的报告不是全国的样本。空白不当作零，算不出的比例不显示。"
        )
    )


def _synthetic() -> None:
    """Made-up data are told on every page, before anything of them is shown."""
    made_up = ask(snapshots.synthetic)
    if made_up:
        st.error(plain(told(made_up)), title=say("虚构数据"), icon=":material/science:")


with one_run():
    main()
