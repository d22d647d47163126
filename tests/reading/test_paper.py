"""PDFs, Word files and web pages in all the shapes that were met: what is printed, and only that."""

import io

import docx
import pytest
from docx.oxml import parse_xml
from reportlab.pdfgen.canvas import Canvas

from govdash.errors import RefusedError
from govdash.forms import FORMS
from govdash.reading import read
from govdash.reading.containers import html, open_container, pdf, word
from tests.reading.hostile import word as word_of
from tests.reading.paper import FONT, drawn, print_pdf
from tests.reading.test_printed import numbered

PROSE = "本机关认真做好各项公开工作并按时报告。" * 12


def paper(*texts: tuple[float, float, str], size: float = 12) -> list[str]:
    """The lines of a page with these texts, below so much prose that it is no picture."""

    def draw(canvas: Canvas) -> None:
        for number in range(4):
            canvas.drawString(20, 560 - 20 * number, PROSE[:60])
        canvas.setFont(FONT, size)
        for left, bottom, text in texts:
            canvas.drawString(left, bottom, text)

    return [text for _, text in pdf.lines(drawn(draw))][4:]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_pdf_is_read_whole(form: object) -> None:
    texts = numbered(form)  # type: ignore[arg-type]
    cells = read(print_pdf(form, texts), "a.pdf").report.cells  # type: ignore[arg-type]
    wrong = {
        figure: (str(cell.value), texts[figure])
        for figure, cell in cells.items()
        if cell.value is not None and str(cell.value) != texts[figure]
    }
    given = sum(cell.value is not None for cell in cells.values())
    assert wrong == {}
    assert given >= 0.9 * len(cells)


def test_a_label_wrapped_around_its_values_stays_in_three_lines() -> None:
    assert paper((20, 300, "甲甲甲甲"), (200, 291, "12"), (250, 291, "0"), (20, 282, "乙乙")) == [
        "甲甲甲甲", "12  0", "乙乙",
    ]  # fmt: skip


def test_a_number_a_little_higher_is_on_its_line() -> None:
    assert paper((20, 300, "甲甲"), (200, 302, "12"), (260, 298.5, "7")) == ["甲甲  12  7"]


def test_bold_that_is_drawn_twice() -> None:
    assert paper((20, 300, "规章112"), (20.3, 300, "规章112"), (90, 300, "11")) == ["规章112  11"]


def test_a_raised_digit_is_no_digit_of_the_number() -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(4):
            canvas.drawString(20, 560 - 20 * number, PROSE[:60])
        canvas.setFont(FONT, 12)
        canvas.drawString(20, 300, "12")
        canvas.setFont(FONT, 6)
        canvas.drawString(32.2, 306, "2")

    assert [text for _, text in pdf.lines(drawn(draw))][4:] == ["12^2"]


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_turned_pages(turns: int) -> None:
    """Text that runs up or down a page is read as it is seen when the page is turned."""

    def draw(canvas: Canvas) -> None:
        canvas.translate(450, 300)
        canvas.rotate(90 * turns)
        for number in range(4):
            canvas.drawString(-200, 100 - 20 * number, PROSE[:50])
        canvas.drawString(-200, 0, "规章")
        canvas.drawString(0, 0, "3")
        canvas.drawString(-200, -20, "文件")

    assert [text for _, text in pdf.lines(drawn(draw))][4:] == ["规章  3", "文件"]


def test_a_page_that_says_it_is_turned() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        for number in range(4):
            canvas.drawString(20, 560 - 20 * number, PROSE[:60])
        canvas.drawString(20, 300, "规章3")

    assert [text for _, text in pdf.lines(drawn(draw))][4:] == ["规章3"]


def hidden(canvas: Canvas) -> None:
    text = canvas.beginText(20, 400)
    text.setTextRenderMode(3)
    for _ in range(10):
        text.textLine(PROSE[:60])
    canvas.drawText(text)


def test_text_that_is_not_seen_is_not_read() -> None:
    """Below a scan lies what a machine took it for: no figures of anybody's."""
    with pytest.raises(RefusedError, match="文字层是识别"):
        pdf.lines(drawn(hidden))
    with pytest.raises(RefusedError, match="没有文字"):
        pdf.lines(drawn(lambda canvas: canvas.rect(0, 0, 100, 100)))


def test_a_locked_pdf() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt="secret")
    canvas.drawString(20, 300, "1")
    canvas.save()
    with pytest.raises(RefusedError, match="有密码"):
        pdf.lines(out.getvalue())


# ---------------------------------------------------------------- Word


def test_what_changes_track_is_not_text() -> None:
    body = (
        "<w:p><w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>乙</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>丙</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>丁</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>戊</w:t></w:r>"
        "<w:r><w:rPr><w:strike w:val='0'/></w:rPr><w:t>己</w:t></w:r>"
        "<w:r><w:tab/><w:t>12</w:t></w:r>"
        "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>3</w:t></w:r></w:p>"
    )
    assert word.lines(word_of(body)) == [(1, "甲丙己  12^3")]


def cell(text: str, properties: str = "") -> str:
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("/"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


def test_merged_and_lost_cells_of_a_word_table() -> None:
    begins, wide = '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>'
    body = (
        "<w:sdt><w:sdtContent><w:tbl>"
        f"<w:tr>{cell('a', begins)}{cell('b', wide)}</w:tr>"
        f"<w:tr>{cell('x', '<w:vMerge/>')}<w:sdt><w:sdtContent>{cell('1')}</w:sdtContent></w:sdt>"
        f"{cell('')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('9')}{cell('9')}{cell('9')}</w:tr>"
        "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>"
        f"{cell('商业/企业')}{cell('12/5')}</w:tr>"
        "</w:tbl></w:sdtContent></w:sdt>"
    )
    assert [text for _, text in word.lines(word_of(body))] == [
        "a\tb\t", "\t1\t", "\t商业企业\t12↵5",
    ]  # fmt: skip


def test_a_table_in_a_table_and_a_box() -> None:
    inner = f"<w:tbl><w:tr>{cell('规章')}{cell('3')}</w:tr></w:tbl>"
    body = (
        f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>题</w:t></w:r></w:p>{inner}</w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:t>外</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>内</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r></w:p>"
    )
    assert [text for _, text in word.lines(word_of(body))] == ["题", "规章\t3", "外", "内"]


def test_a_word_file_of_the_library() -> None:
    document = docx.Document()
    document.add_paragraph("甲").add_run().add_break()
    document.element.body.append(parse_xml(document.paragraphs[0]._p.xml))
    out = io.BytesIO()
    document.save(out)
    assert [text for _, text in word.lines(out.getvalue()) if text] == ["甲", "甲"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "加密的 Office"),
        (OLE + "WordDocument".encode("utf-16-le"), "旧版 Word（.doc）或 WPS"),
        (OLE + "Workbook".encode("utf-16-le"), "旧版电子表格"),
        (b"{\\rtf1 a}", "RTF"),
        (b"GIF89a", "图片"),
        (b"MIME-Version: 1.0\n", "mht"),
        (b"7z\xbc\xaf\x27\x1c", "压缩包"),
    ],
)
def test_what_else_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        open_container(data, "a")


# ---------------------------------------------------------------- web pages


def page(body: str, head: str = "") -> list[str]:
    return [text for _, text in html.lines(f"<html><head>{head}</head><body>{body}</body></html>")]


BOXES = [
    "<div style='display:table'>{rows}</div>|<div style='display:table-row'>{cells}</div>|<div>{}</div>",
    "<div>{rows}</div>|<div style='display: flex'>{cells}</div>|<span>{}</span>",
    "<div>{rows}</div>|<div role='row'>{cells}</div>|<p>{}</p>",
    "<ul class='t'>{rows}</ul>|<li class='r'>{cells}</li>|<div>{}</div>",
    "<div style='display:grid;grid-template-columns:repeat(3, 1fr)'>{rows}</div>|{cells}|<div>{}</div>",
]


@pytest.mark.parametrize("shape", BOXES)
def test_tables_of_plain_boxes(shape: str) -> None:
    table, row, box = shape.split("|")
    rows = "".join(
        row.format(cells="".join(box.format(text) for text in texts))
        for texts in (("规章", "1", ""), ("文件", "", "2"))
    )
    style = "<style>.x{color:red} ul.t > li.r , .y{display:flex}</style>"
    assert page(table.format(rows=rows), style) == ["规章\t1\t", "文件\t\t2"]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<p>12</p><p>5</p>", "12↵5"),
        ("12<br>5", "12↵5"),
        ("商业<br/>企业", "商业企业"),
        ("251000<br>元", "251000元"),
        ("<del>12</del>15", "15"),
        ("<span style='text-decoration: line-through'>12</span>15", "15"),
        ("<span style='DISPLAY: none'>MERGEFORMAT</span>3", "3"),
        ("12<sup>2</sup>", "12^2"),
        ("<ruby>镇<rt>zhèn</rt></ruby>", "镇"),
        ("<style>p{}</style>7", "7"),
        ("<span>7<o:p></o:p></span>", "7"),
        ("&nbsp;", ""),
    ],
)
def test_the_text_of_a_cell(inside: str, text: str) -> None:
    assert page(f"<table><tr><td>甲</td><td>{inside}</td></tr></table>") == [f"甲\t{text}"]


def test_tables_that_lay_out_a_page() -> None:
    article = "<p>" + PROSE * 2 + "</p><p>乙</p>"
    assert page(f"<table><tr><td>{article}</td></tr><tr><td>规章</td><td>1</td></tr></table>") == [
        PROSE * 2, "乙", "规章\t1",
    ]  # fmt: skip
    assert page("<table><tr><td>题<table><tr><td>规章</td><td>1</td></tr></table></td></tr></table>") == [
        "题", "规章\t1",
    ]  # fmt: skip
    assert page("<table><caption>表</caption><tr style='display:none'><td>9</td></tr><tr><td>1</td>") == [
        "表", "1",
    ]  # fmt: skip
    assert page("<table><td>1</td></table>") == ["1"]


def test_a_label_that_reaches_down() -> None:
    body = "<table><tr><td rowspan=2>三</td><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"
    assert page(body) == ["三\t甲\t1", "\t乙\t2"]


def test_far_lines_keep_their_numbers_or_the_page_is_refused() -> None:
    """The parser counts no further than 65535: a line that is not known is not invented."""
    page_of = "<html><body>{}<p>甲</p>\n<table><tr><td>1</td></tr></table>".format
    assert html.lines(page_of("\n" * 60_000)) == [(60_001, "甲"), (60_002, "1")]
    with pytest.raises(RefusedError, match="网页行数过多"):
        html.lines(page_of("\n" * 70_000))


def test_tables_in_markdown() -> None:
    table = "<table><tr><td>规章</td>\n<td>1</td></tr>\n<tr><td>文件</td><td>2</td></tr></table>"
    text = f"# 题\n\n{table}\n末<br>尾 | 3<br>4\n"
    opened = open_container(text.encode(), "a.md")
    assert (opened.media_type, opened.lines) == (
        "text/markdown",
        [(1, "# 题"), (2, ""), (3, ""), (3, "规章\t1"), (5, "文件\t2"), (5, ""), (6, "末尾 | 3↵4"), (7, "")],
    )  # fmt: skip


@pytest.mark.parametrize("declared", ["gb2312", "gbk", "utf-8", "iso-8859-1"])
@pytest.mark.parametrize("real", ["utf-8", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_declared_encoding_is_not_asked(declared: str, real: str) -> None:
    text = f"<html><meta charset='{declared}'><meta charset='x'><p>規章鎮〇€ 12</p></html>"
    opened = open_container(text.encode(real), "a.html")
    assert [line for _, line in opened.lines] == ["規章鎮〇€ 12"]
    assert opened.encoding == (real[:6] if real.startswith("utf-16") else real)


def test_a_broken_byte_does_not_make_it_another_encoding() -> None:
    data = ("规章" * 200).encode()
    opened = open_container(data[:301] + data[302:], "a.txt")
    assert opened.encoding == "utf-8"
    assert opened.lines[0][1].count("规章") >= 198
