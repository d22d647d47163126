"""Prints reports in every layout and with every damage that is known: the inverse of reading."""

from govdash.forms import Form
from tests.printer.form import NARRATIVE, Texts, blocks_with_rows, report
from tests.printer.pages import html_page
from tests.printer.text import ALL_LAYOUTS, LAYOUTS, PRINTERS, TRADITIONAL


def print_lines(form: Form, texts: Texts, layout: str, narrative: str = NARRATIVE) -> list[str]:
    """A report as the lines of a text file."""
    return PRINTERS[layout](report(form, texts, narrative))


def print_report(form: Form, texts: Texts, layout: str, narrative: str = NARRATIVE) -> bytes:
    """A report as a text file."""
    return "\n".join(print_lines(form, texts, layout, narrative)).encode()


def print_html(form: Form, texts: Texts) -> bytes:
    """A report as a web page: labels that reach down and headings that reach across are merged."""
    return html_page(report(form, texts)).encode()


__all__ = [
    "ALL_LAYOUTS",
    "LAYOUTS",
    "TRADITIONAL",
    "blocks_with_rows",
    "print_html",
    "print_lines",
    "print_report",
]
