"""What tests of single steps begin with."""

from govdash.reading.containers import open_container
from govdash.reading.text import Text, clean


def cleaned(data: bytes) -> Text:
    """A plain file as the lines that the steps after the door see."""
    return clean(open_container(data, "a.txt"))
