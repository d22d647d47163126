"""自查: an official gives a report before it is published, and sees what does not add up.

What is given stays in the session's memory: no store, no cache, no address, no log knows of it.
"""

import json

import streamlit as st

from govdash.report import Severity, to_json
from govdash.sandbox import MAX_BYTES, Examined, SandboxError, examine
from govdash.settings import DATA
from govdash.ui import remarks
from govdash.ui.document import show_document
from govdash.ui.language import phrase, say, told
from govdash.ui.script import print_button
from govdash.ui.verdict import checks_story, reading_story, recognised, unrecognised, verdict
from govdash.ui.words import plain

_ANSWER, _TEXT, _FILE, _SEEN = "check:answer", "check-text", "check-file", "check:seen"
# Not enforced by the widget: our own refusal says what to do with an old .doc.
_TYPES = "txt, md, html, docx, pdf"
_SAMPLE = DATA / "samples" / "山海关区人民政府办公室_2023.txt"

PRIVACY = phrase(
    "**不保存，不记录。** 您放进来的内容只留在服务器的内存里，给您自己看结果：不写进文件、日志或本站的数据，"
    "不进网址，别人看不到。按“清除”马上删掉；关掉网页，几分钟后也会删掉。"
)


def show_check() -> None:
    """Ask for a report, and show what the audit says of it."""
    st.title(say("自查"))
    st.markdown(
        say(
            "年度报告公布之前，先在这里查一遍：数字加起来对不对得上，正文和表格说的是不是一样。"
            "贴入全文或放一个文件，一秒左右就有结果。"
        )
    )
    st.markdown(f":material/lock: {say(PRIVACY)}")
    with st.container(key="no-print-ask"):
        given = _given()
        if given:
            with st.spinner(say("正在读取和核对……")):
                st.session_state[_ANSWER] = _examined(*given)
        answer = st.session_state.get(_ANSWER)
        if answer is None:
            _start()
            return
        st.button(say("清除"), icon=":material/delete:", on_click=_forget, key="check-forget")
    if isinstance(answer, str):
        st.error(plain(told(answer)), title=say("没能核对"), icon=":material/block:")
        return
    _result(answer)


def _given() -> tuple[bytes, str] | None:
    """What was just given in: text that was sent off, or a file not seen before."""
    text_tab, file_tab = st.tabs([say("贴入文字"), say("放入文件")])
    with text_tab, st.form("check-form", border=False):
        text = st.text_area(
            say("报告全文"),
            key=_TEXT,
            height=240,
            placeholder=say("把整份报告从标题到第六部分都贴进来，表格也一起复制。"),
        )
        sent = st.form_submit_button(say("核对"), type="primary", key="check-send")
    with file_tab:
        turn = st.session_state.setdefault(_SEEN, [0, None])
        file = st.file_uploader(
            say("文件（{types}，不超过 {size} MB）", types=_TYPES, size=MAX_BYTES // 1024 // 1024),
            key=f"{_FILE}-{turn[0]}",
        )
    if sent:
        return (text or "").encode(errors="replace"), "贴入的文字.txt"
    if file is not None and file.file_id != turn[1]:
        turn[1] = file.file_id
        return file.getvalue(), file.name
    return None


def _examined(data: bytes, name: str) -> Examined | str:
    try:
        return examine(data, name)
    except SandboxError as error:
        return str(error)


def _start() -> None:
    """Nothing given yet: show with a sample what will come."""
    st.button(
        say("手边没有报告？用一份示例看看结果"),
        icon=":material/lab_profile:",
        on_click=_take_sample,
        key="check-sample",
    )


def _take_sample() -> None:
    st.session_state[_ANSWER] = _examined(_SAMPLE.read_bytes(), _SAMPLE.name)


def _forget() -> None:
    """Delete what was given and what came of it, the uploaded file included."""
    st.session_state[_TEXT] = ""
    st.session_state.pop(_ANSWER, None)
    # A widget under a new key drops the file that the old one held.
    st.session_state[_SEEN] = [st.session_state[_SEEN][0] + 1, None]


def _result(answer: Examined) -> None:
    report = answer.report
    st.header(verdict(report), anchor="verdict")
    st.markdown(
        f"{plain(checks_story(report))}"
        + (
            ""
            if _serious(answer)
            else say("没有发现不等于没有差错：能核对的只是互相有关系的数字。")
        )
    )
    unknown = say("没有认出")
    known = [
        say("{name}：**{value}**", name=name, value=plain(value or unknown))
        for name, value in recognised(report)
    ]
    st.markdown("　".join(known))
    for sentence in unrecognised(report):
        st.caption(plain(sentence))
    st.caption(plain(reading_story(report)))
    with st.container(horizontal=True, key="no-print-take"):
        _downloads(answer)
        print_button()
    about = say("您给的文本，太长，只列出前面一部分") if answer.cut else say("您给的文本")
    show_document(report, answer.lines, about, advise=True)


def _serious(answer: Examined) -> bool:
    return any(finding.severity is Severity.ERROR for finding in answer.report.findings)


def _downloads(answer: Examined) -> None:
    report = answer.report
    # Made when asked for, so that no file waits in the server's memory for a click.
    st.download_button(
        say("下载问题清单（CSV）"),
        lambda: remarks.view(report, answer.lines).csv(),
        file_name="govdash-check.csv",
        mime="text/csv",
        key="check-csv",
        icon=":material/download:",
        on_click="ignore",
    )
    st.download_button(
        say("下载读到的全部数字（JSON）"),
        lambda: json.dumps(to_json(report), ensure_ascii=False, indent=1).encode(),
        file_name="govdash-check.json",
        mime="application/json",
        key="check-json",
        icon=":material/download:",
        on_click="ignore",
    )
