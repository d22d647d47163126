"""Torn lines, paragraphs, and the way back to what is printed."""

from govdash.sentences import mentions
from govdash.sentences.text import prepare


def test_torn_lines_are_one_sentence() -> None:
    text = "全年我局通过各渠道收到政府\n信息公开申请数量共计3\n- 2 -\n4件，其中网络三十件。"
    assert prepare(text).matched == (
        "全年我局通过各渠道收到政府信息公开申请数量共计34件,其中网络三十件。"
    )


def test_headings_and_paragraphs_are_apart() -> None:
    text = "（一）依申请公开情况\n" + "我局认真办理每一件申请，" * 8 + "收到3件\n（二）平台建设\n四"
    assert [len(line) for line in prepare(text).matched.split("\n")] == [10, 100, 7, 1]


def test_table_lines_are_no_sentences() -> None:
    assert mentions("收到政府信息公开申请 | 12件 |") == ()


def test_a_quote_is_what_is_printed_and_its_line_is_where_it_begins() -> None:
    text = "全年工作有序开展，为群众提供了便利。\n我局共收到政府信息公 开申请\n１２件，均已答复。"
    (mention,) = mentions(text)[:1]
    assert (mention.quote, mention.line) == ("我局共收到政府信息公 开申请１２件", 1)
    assert mention.sentence == "我局共收到政府信息公 开申请１２件，均已答复"


def test_a_quote_leaves_page_marks_out() -> None:
    text = "全年我局通过各种渠道共收到政府信息公开\n-1-\n申请12件。"
    assert mentions(text)[0].quote == "全年我局通过各种渠道共收到政府信息公开申请12件"
