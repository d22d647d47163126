"""Files that someone could send to do harm, each read in a process of its own with bounds on it.

`python -m tests.reading.hostile NAME` prints what came of one: the reason of a refusal or the form
read, the seconds and the megabytes it took.
"""

import io
import json
import resource
import sys
import time
import zipfile
import zlib
from collections.abc import Callable

from govdash.errors import RefusedError
from govdash.forms import FORMS
from govdash.forms.official import (
    APPLICATIONS,
    CASES,
    DISCLOSURE,
    NEW_RECEIVED,
    OTHER,
    OVERVIEW,
    PROBLEMS,
)
from govdash.reading import read
from tests.printer import print_html, print_report

MEGA = 1024 * 1024
MOST_ADDRESSES = 3 * 1024 * MEGA
NEW = FORMS["2021"]
TEXTS = {figure: str(100 + index) for index, figure in enumerate(NEW.figures)}
TITLES = [section.title for section in (OVERVIEW, DISCLOSURE, APPLICATIONS, CASES, PROBLEMS, OTHER)]

Made = tuple[bytes, str]


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def word(body: str, head: str = "") -> bytes:
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'{head}<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>'
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml.encode()})


def lying_size(data: bytes, declared: int) -> bytes:
    """A zip file whose list of contents says another size than there is."""
    place = data.rindex(b"PK\x01\x02")
    return data[: place + 24] + declared.to_bytes(4, "little") + data[place + 28 :]


def pdf(content: bytes, pages: int = 1, *, packed_stream: bool = False) -> bytes:
    """A PDF of so many pages, all with the same content and one built-in font."""
    stream = zlib.compress(content, 9) if packed_stream else content
    kind = b"/Filter/FlateDecode" if packed_stream else b""
    kids = b" ".join(b"%d 0 R" % (5 + index) for index in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), kind, stream),
    ]
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]"
        b"/Resources<</Font<</F 3 0 R>>>>/Contents 4 0 R>>"
    )
    objects += [page] * pages
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table)
    return bytes(out)


def sections(between: str) -> str:
    """A report of which every section holds the same text."""
    return "\n".join(
        f"{numeral}、{title}\n{between}"
        for numeral, title in zip("一二三四五六", TITLES, strict=True)
    )


def _entities() -> str:
    levels = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 12))
    return f'<!DOCTYPE x [<!ENTITY e0 "一二三四五六七八九十">{levels}]>'


def _rows(rows: int, cells: str) -> str:
    return f"<table>{f'<tr>{cells}</tr>' * rows}</table>"


FILES: dict[str, Callable[[], Made]] = {
    # --- text
    "one line of 50 MB": lambda: (b"1" * 50 * MEGA, "a.txt"),
    "one line of 19 MB": lambda: ("公开".encode() * (19 * MEGA // 6), "a.txt"),
    "19 MB of line ends": lambda: (b"1\n" * (9 * MEGA), "a.txt"),
    "NUL bytes": lambda: (b"\0" * MEGA, "a.txt"),
    "a NUL in the middle": lambda: (print_report(NEW, TEXTS, "tabs") + b"\0\0", "a.txt"),
    "bytes of no encoding": lambda: (bytes(range(0x80, 0x100)) * 8192, "a.txt"),
    "cut UTF-16": lambda: (b"\xff\xfe" + "规章".encode("utf-16-le") + b"\x00", "a.txt"),
    "brackets without end": lambda: ("公(".encode() * 400_000, "a.txt"),
    "readings without end": lambda: (("公" + "(gong)" * 300_000).encode(), "a.txt"),
    "bars without end": lambda: (sections("|" * 150_000).encode(), "a.md"),
    "blanks without end": lambda: (sections(" " * 150_000 + "x").encode(), "a.txt"),
    "rules without end": lambda: (sections("-" * 150_000 + "x").encode(), "a.txt"),
    "digits without end": lambda: (sections("1" * 150_000).encode(), "a.txt"),
    "thousands without end": lambda: (sections("1" + ",111" * 40_000).encode(), "a.txt"),
    "sentences without end": lambda: (sections("收到申请" * 40_000).encode(), "a.txt"),
    "tabs without end": lambda: (sections("1\t" * 80_000).encode(), "a.txt"),
    "a row's label without end": lambda: (
        sections(f"{NEW_RECEIVED.label}\t1\n" * 8_000).encode(), "a.txt"
    ),
    "titles without end": lambda: (sections("一、总体情况\n" * 20_000).encode(), "a.txt"),
    "tables without end": lambda: (("<table>" * 150_000).encode(), "a.md"),
    "a number of 400 digits": lambda: (
        print_report(NEW, TEXTS | {"granted.total": "9" * 400}, "tabs"), "a.txt"
    ),
    "bidi controls in a number": lambda: (
        print_report(NEW, TEXTS | {"granted.total": "\u202e21\u202c"}, "tabs"), "a.txt"
    ),
    # --- web pages
    "100,000 nested boxes": lambda: (b"<html>" + b"<div>" * 100_000 + b"1", "a.html"),
    "100,000 nested tables": lambda: (b"<html>" + b"<table><tr><td>" * 100_000, "a.html"),
    "100,000 nested rows": lambda: (
        b"<html>" + b"<div class=row><div>1</div>" * 100_000, "a.html"
    ),
    "two million tags": lambda: (b"<html>" + b"<p>" * 2_000_000, "a.html"),
    "a span of 999999999": lambda: (
        f"<html>{_rows(1, '<td colspan=999999999 rowspan=999999999>1</td>')}".encode(), "a.html"
    ),
    "many wide spans": lambda: (
        f"<html>{_rows(40, '<td colspan=9999 rowspan=9999>1</td>' * 2000)}".encode(), "a.html"
    ),
    "an attribute of 10 MB": lambda: (
        b"<html><p style='" + b"display:" * (10 * MEGA // 8) + b"'>1</p>", "a.html"
    ),
    "styles without end": lambda: (
        b"<html><style>" + b".a{display:flex" * 400_000 + b"</style><p class=a>1", "a.html"
    ),
    "entities of a page": lambda: (
        f"{_entities()}<html><p>{'&e11;' * 100}</p></html>".encode(), "a.html"
    ),
    "a million attributes": lambda: (
        b"<html><p " + b" ".join(b"a%d=1" % n for n in range(300_000)) + b">1</p>", "a.html"
    ),
    "bidi in a page": lambda: (
        print_html(NEW, TEXTS | {"granted.total": "\u202e21"}), "a.html"
    ),
    # --- Word
    "a bomb of a Word file": lambda: (
        packed({"word/document.xml": b" " * (200 * MEGA)}), "a.docx"
    ),
    "a Word file that lies": lambda: (
        lying_size(packed({"word/document.xml": b"<a>" + b" " * (90 * MEGA)}), 100), "a.docx"
    ),
    "entities of a Word file": lambda: (
        word(f"<w:p><w:r><w:t>{'&e11;' * 50}</w:t></w:r></w:p>", _entities()), "a.docx"
    ),
    "a file of ours in a Word file": lambda: (
        word(
            "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>",
            '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        ),
        "a.docx",
    ),
    "nested boxes in a Word file": lambda: (word("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000), "a.docx"),
    "200 nested tables in a Word file": lambda: (
        word("<w:tbl><w:tr><w:tc>" * 80 + "</w:tc></w:tr></w:tbl>" * 80), "a.docx"
    ),
    "a million tags in a Word file": lambda: (word("<w:p/>" * 1_100_000), "a.docx"),
    "wide cells in a Word file": lambda: (
        word(
            "<w:tbl>"
            + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="9999"/></w:tcPr></w:tc></w:tr>' * 20_000
            + "</w:tbl>"
        ),
        "a.docx",
    ),
    "a zip of 200,000 files": lambda: (packed(dict.fromkeys(map(str, range(200_000)), b"")), "a.docx"),
    "a zip in a zip": lambda: (packed({"b.zip": packed({"c.txt": b"1" * MEGA})}), "a.zip"),
    # --- PDF
    "10,000 pages": lambda: (pdf(b"BT /F 9 Tf (1) Tj ET", 10_000), "a.pdf"),
    "a bomb of a PDF": lambda: (pdf(b" " * (300 * MEGA), packed_stream=True), "a.pdf"),
    "two million characters": lambda: (
        pdf(b"BT /F 9 Tf " + b"(%s) Tj " % (b"1" * 1000) * 2_000 + b"ET", packed_stream=True), "a.pdf"
    ),
    "characters far outside": lambda: (
        pdf(b"BT /F 9 Tf " + b"1e30 -1e30 Td (1 2 3 4 5 6 7) Tj " * 50 + b"ET"), "a.pdf"
    ),
    "a PDF that lists itself": lambda: (
        pdf(b"").replace(b"/Kids[5 0 R]", b"/Kids[2 0 R]"), "a.pdf"
    ),
    "a cut PDF": lambda: (pdf(b"BT /F 9 Tf (1) Tj ET" * 50)[:700], "a.pdf"),
}  # fmt: skip


def main(name: str) -> dict[str, object]:
    """Read one of the files under bounds that end the process where they are passed."""
    data, called = FILES[name]()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_ADDRESSES, MOST_ADDRESSES))
    before = resource.getrusage(resource.RUSAGE_SELF)
    start = time.process_time()
    try:
        report = read(data, called).report
        told = "read " + str(report.cells["granted.total"].value)
    except RefusedError as error:
        told = str(error)
    after = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "told": told,
        "seconds": round(time.process_time() - start, 2),
        "megabytes": (after.ru_maxrss - before.ru_maxrss) // 1024,
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1]), ensure_ascii=False))
