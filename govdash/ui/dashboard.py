"""The frame of the dashboard: the list of pages, and what stands under each of them."""

import streamlit as st

from govdash import settings
from govdash.errors import StoreError
from govdash.ui import address, view
from govdash.ui.files import data_files
from govdash.ui.words import plain

PAGES = (
    ("overview", "总览", ":material/home:"),
    ("disclosure", "主动公开", ":material/campaign:"),
    ("applications", "依申请公开", ":material/mail:"),
    ("cases", "复议诉讼", ":material/gavel:"),
    ("report", "单份报告", ":material/description:"),
    ("quality", "数据质量", ":material/rule:"),
    ("corrections", "更正记录", ":material/history:"),
    ("check", "自查", ":material/fact_check:"),
)

st.set_page_config(page_title="政府信息公开年报 govdash", page_icon="📄", layout="wide")
chosen = st.navigation(
    [
        st.Page(
            settings.PAGES / f"{name}.py",
            title=title,
            icon=icon,
            url_path=name,
            default=name == PAGES[0][0],
        )
        for name, title, icon in PAGES
    ]
)
st.html(view.STYLE)
address.turn_to(chosen.url_path)
try:
    chosen.run()
    data_files(chosen.url_path or PAGES[0][0])
except StoreError as error:
    st.error(
        f"{plain(str(error))}建好数据后刷新本页；“自查”不用数据，现在就能用。",
        title="数据打不开",
        icon=":material/database_off:",
    )
st.caption(
    "本站不是政府网站。数字按各机关年度报告所印抄录，推算的另行标明；"
    "这里的报告不是全国的样本。空白不当作零，算不出的比例不显示。"
)
