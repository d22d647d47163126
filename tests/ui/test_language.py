"""The reader's language: nothing is left untranslated, nothing is lost in translation."""

import re

from govdash.ui.language import english, traditional
from tests.ui.catalogue import said

_PLACE = re.compile(r"{(\w+)")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_sentence_has_its_english() -> None:
    assert sorted(said() - set(english())) == []


def test_the_catalogue_holds_nothing_that_is_no_longer_said() -> None:
    assert sorted(set(english()) - said()) == []


def test_translations_keep_the_places_for_values() -> None:
    wrong = {
        text: words
        for text, forms in english().items()
        for words in forms
        if sorted(_PLACE.findall(text)) != sorted(_PLACE.findall(words))
    }
    assert wrong == {}


def test_official_words_keep_their_vocabulary_in_traditional_script() -> None:
    assert traditional("行政规范性文件") == "行政規範性文件"
    assert traditional("复议后起诉，制发件数") == "複議後起訴，制發件數"
