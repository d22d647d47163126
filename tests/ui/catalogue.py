"""What the interface says, gathered from the code and the declarations, against the English of it.

python -m tests.ui.catalogue     adds what is missing (empty), takes out what is no longer said
"""

import ast
from collections.abc import Iterator

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from govdash.forms import FIGURES, FORMS
from govdash.forms.official import APPLICANTS_HEADING, BALANCE_REMARK, CONTENT, HANDLED_HEADING
from govdash.forms.stated import STATED
from govdash.measures import GAPS, MEASURES
from govdash.rules import SEVERITY_NAMES
from govdash.settings import PAGES, ROOT
from govdash.ui.language import id_of

FILE = ROOT / "govdash" / "ui" / "locale" / "en.po"
_SAYING = {"say", "phrase"}


def said() -> set[str]:
    """Every sentence and word that the interface may say in English."""
    texts = set(_in_code())
    texts |= {figure.unit for figure in FIGURES.values()} | {item.unit for item in STATED}
    texts |= {*SEVERITY_NAMES.values(), *GAPS}
    texts |= {APPLICANTS_HEADING, BALANCE_REMARK, CONTENT, HANDLED_HEADING}
    texts |= {block.heading for form in FORMS.values() for block in form.blocks}
    for measure in MEASURES.values():
        texts |= {measure.of, measure.caveat, measure.unit}
    return {text for text in texts if text}


def _in_code() -> Iterator[str]:
    """The texts that stand in the code as what is said, not what is said of a name."""
    for file in (*(ROOT / "govdash" / "ui").glob("*.py"), *PAGES.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in _SAYING
                and isinstance(node.args[0], ast.Constant)
            ):
                yield node.args[0].value


def read() -> Catalog:
    with FILE.open("rb") as file:
        return read_po(file, locale="en")


def main() -> None:
    catalogue = read()
    texts = said()
    for stale in [id_of(entry) for entry in catalogue if id_of(entry) not in {"", *texts}]:
        catalogue.delete(stale)
    for text in sorted(texts):
        if text not in catalogue:
            catalogue.add(text)
    with FILE.open("wb") as file:
        write_po(file, catalogue, width=110, omit_header=False, sort_output=True, no_location=True)
    english = {id_of(entry): entry.string for entry in catalogue}
    missing = [text for text in sorted(texts) if not all(english[text] or [""])]
    print(*missing, f"{len(missing)} sentences without English", sep="\n")


if __name__ == "__main__":
    main()
