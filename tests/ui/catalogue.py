"""What the interface says, gathered from the code and the declarations, against the English of it.

python -m tests.ui.catalogue     adds what is missing (empty), takes out what is no longer said
"""

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from govdash.measures import GAPS, MEASURES
from govdash.rules import SEVERITY_NAMES
from govdash.settings import ROOT

FILE = ROOT / "govdash" / "ui" / "locale" / "en.po"
_KEYWORDS = {"say": None, "phrase": None}
_PLACES = [("**.py", "python")]


def said() -> set[str]:
    """Every sentence and word that the interface may say in English."""
    texts = {
        str(message)
        for folder in ("govdash/ui", "pages")
        for _, _, message, _, _ in extract_from_dir(
            ROOT / folder, method_map=_PLACES, keywords=_KEYWORDS
        )
    }
    declared = [*SEVERITY_NAMES.values(), *GAPS]
    for measure in MEASURES.values():
        declared += [measure.of, measure.caveat]
    return texts | {text for text in declared if text}


def read() -> Catalog:
    with FILE.open("rb") as file:
        return read_po(file, locale="en")


def main() -> None:
    catalogue = read()
    texts = said()
    for stale in [str(entry.id) for entry in catalogue if entry.id and entry.id not in texts]:
        catalogue.delete(stale)
    for text in sorted(texts):
        if text not in catalogue:
            catalogue.add(text)
    with FILE.open("wb") as file:
        write_po(file, catalogue, width=110, omit_header=False, sort_output=True, no_location=True)
    print(sum(not entry.string for entry in catalogue if entry.id), "sentences without English")


if __name__ == "__main__":
    main()
