"""Reports a second and core by container, beside the floor and the peers' way, in one run.

`python -m tests.bench.speed [--seconds N]`: every kind is read for so many seconds of processor time.
The floor is the cheapest library call that gets the text of the same documents: decode and OpenCC,
and the container's own parser. The documents are printed, and real ones where they are at hand.
"""

import argparse
import gc
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random

import docx
import pandas as pd
import pypdfium2 as pdfium
from lxml import etree
from opencc import OpenCC

from govdash.errors import RefusedError
from govdash.forms import FORMS
from govdash.pipeline import Sources, open_file, open_files
from govdash.reading import read
from govdash.reading.containers.plain import decode
from tests.conftest import SHARED
from tests.printer import ALL_LAYOUTS, print_html, print_report
from tests.printer.draw import drawn, plain
from tests.reading.paper import print_pdf, print_word

File = tuple[str, bytes]
GOALS = {"txt": 10.0, "md": 10.0, "html": 3.0, "docx": 3.0, "pdf": 3.0}
_MANY = 1500


@cache
def _t2s() -> OpenCC:
    return OpenCC("t2s")


def documents() -> dict[str, list[File]]:
    """The documents of each kind: printed ones of both forms, then real ones."""
    files: dict[str, list[File]] = {kind: [] for kind in GOALS}
    for name, form in FORMS.items():
        # Sums that do not hold make the audit look for what would mend them, row by row.
        texts = drawn(form, Random(name), plain).texts
        files["txt"] += [(f"{at}.txt", print_report(form, texts, at)) for at in ALL_LAYOUTS]
        files["md"].append(("bars.md", print_report(form, texts, "bars")))
        files["html"].append(("page.html", print_html(form, texts)))
        files["docx"].append(("word.docx", print_word(form, texts)))
        files["pdf"].append(("paper.pdf", print_pdf(form, texts)))
    for folder in ("seeds", "reports"):
        for path in sorted((SHARED.root / folder).glob("*.*")):
            kind = path.suffix[1:]
            if kind in files and path.name[0] != "_" and path.name != "MANIFEST.md":
                files[kind].append((path.name, path.read_bytes()))
    return files


def _floor_text(data: bytes) -> object:
    return _t2s().convert(decode(data)[0])


def _floor_html(data: bytes) -> object:
    return _floor_text(data), etree.fromstring(data, etree.HTMLParser())


def _floor_docx(data: bytes) -> object:
    return docx.Document(io.BytesIO(data))


def _floor_pdf(data: bytes) -> object:
    found: list[object] = []
    document = pdfium.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        found.append(_t2s().convert(text.get_text_range()))
        found += [text.get_charbox(index, loose=True) for index in range(text.count_chars())]
    document.close()
    return found


FLOORS: dict[str, Callable[[bytes], object]] = {
    "txt": _floor_text,
    "md": _floor_text,
    "html": _floor_html,
    "docx": _floor_docx,
    "pdf": _floor_pdf,
}


def _peer_html(data: bytes) -> object:
    return pd.read_html(io.StringIO(data.decode()))


def _peer_docx(data: bytes) -> object:
    tables = docx.Document(io.BytesIO(data)).tables
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def _peer_pdf(data: bytes) -> object:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return [page.extract_tables() for page in document.pages]


PEERS: dict[str, tuple[str, Callable[[bytes], object]]] = {
    "html": ("pandas.read_html", _peer_html),
    "docx": ("python-docx tables", _peer_docx),
    "pdf": ("pdfplumber tables", _peer_pdf),
}


def rate(work: Callable[[File], object], files: Iterable[File], seconds: float) -> float:
    """Documents a second of processor time, each read as often as the others."""
    files = list(files)
    for file in files:
        work(file)
    done, start = 0, time.process_time()
    while (spent := time.process_time() - start) < seconds or not done:
        for file in files:
            work(file)
        done += len(files)
    return done / spent


def _read(file: File) -> object:
    with suppress(RefusedError):
        return read(file[1], file[0])
    return None


def _row(kind: str, files: list[File], folder: Path, seconds: float) -> str:
    paths = {}
    for number, file in enumerate(files):
        paths[file] = folder / f"{number}_{file[0]}"
        paths[file].write_bytes(file[1])
    sources = Sources()
    reading = rate(_read, files, seconds)
    opening = rate(lambda file: open_file(paths[file], sources), files, seconds)
    floor = rate(lambda file: FLOORS[kind](file[1]), files, seconds)
    name, peer = PEERS.get(kind, ("", None))
    peers = rate(lambda file: peer(file[1]), files, seconds) if peer else 0.0
    return (
        f"{kind:5} {len(files):5} {reading:9.0f} {opening:9.0f} {floor:9.0f} "
        f"{floor / reading:7.1f} {GOALS[kind]:6.0f}   {f'{name} {peers:.1f}' if peer else '–'}"
    )


def _cores(files: list[File], folder: Path) -> str:
    for number in range(_MANY):
        (folder / f"{number:05}.txt").write_bytes(files[number % len(files)][1])
    rates = []
    for cores in (1, max(len(os.sched_getaffinity(0)), 2)):
        start = time.perf_counter()
        count = sum(1 for _ in open_files([folder], cores))
        rates.append((cores, count / (time.perf_counter() - start)))
    return "open_files, txt: " + " · ".join(f"{cores} → {each:.0f}/s" for cores, each in rates)


def main(arguments: list[str]) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=2.0)
    seconds = parser.parse_args(arguments).seconds
    print("documents a second and core; ratio = floor / read(), goal = at most")
    print("kind  files    read()    open()     floor   ratio   goal   peer")
    files = documents()
    # What this program has imported is no part of any reader's heap.
    gc.collect()
    gc.freeze()
    for kind, some in files.items():
        with tempfile.TemporaryDirectory() as folder:
            print(_row(kind, some, Path(folder), seconds), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        print(_cores(files["txt"], Path(folder)))
    gc.unfreeze()


if __name__ == "__main__":
    main(sys.argv[1:])
