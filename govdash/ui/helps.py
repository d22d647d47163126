"""What a number means in a sentence or two: the tool-tips of headings, choices and columns.

The glossary tells counts, the declaration tells rates; 方法与名词 has the same words.
"""

from collections.abc import Sequence
from functools import cache

from govdash.forms import FIGURES
from govdash.forms.glossary import GLOSSARY, Term, terms_of
from govdash.forms.series import Quantity, Series, named, outcomes
from govdash.measures import MEASURES, Measure
from govdash.ui.language import label, say
from govdash.ui.words import SCOPE_HELP, plain, sentences


def help_of(quantity: Quantity) -> str | None:
    """The tool-tip of a quantity; None where its name says everything."""
    return "  \n".join(map(plain, _meaning(quantity))) or None


def _meaning(quantity: Quantity) -> list[str]:
    """What a quantity means: a rate by its formula, anything else by the words in its name."""
    if isinstance(quantity, Measure):
        caveat = [say(quantity.caveat)] if quantity.caveat else []
        return [say("{formula}。", formula=formula(quantity)), *caveat]
    terms = [term for item in quantity.series for term in terms_of(item)]
    return list(map(_told, dict.fromkeys(terms)))


def word(term: str) -> str:
    """The sentence of one word of the glossary."""
    return next(label(one.meaning, one.meaning_en) for one in GLOSSARY if one.id == term)


def _told(term: Term) -> str:
    return say(
        "{word}：{meaning}",
        word=label(term.word, term.en),
        meaning=label(term.meaning, term.meaning_en),
    )


def formula(measure: Measure) -> str:
    """How a rate is reckoned, in the names of what it is made of."""
    names = {item.id: label(item.label, item.en) for item in measure.series}
    above, below = (
        _sum([names[column] for column in columns])
        for columns in (measure.numerator, measure.denominator)
    )
    times = "" if measure.share else say(" × 100")
    return f"{label(measure.label, measure.en)} = {above} ÷ {below}{times}"


def _sum(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else say("（{parts}）", parts=" + ".join(parts))


def of_column(column: str) -> tuple[str, str]:
    """The tool-tip of a column by its id, and where 方法与名词 tells more; empty where none is needed."""
    if column == "scope":
        return say(SCOPE_HELP), "scopes"
    quantity = _known(column)
    if isinstance(quantity, Measure):
        return sentences(*_meaning(quantity)), quantity.id
    terms = terms_of(quantity) if quantity else ()
    if quantity is None or not terms:
        return "", ""
    return sentences(*_meaning(quantity)), f"word-{terms[0].id}"


def is_rate(column: str) -> bool:
    """Whether a column holds percentages or so many per hundred, of one decimal place."""
    return column in MEASURES or column.endswith(":share")


@cache
def _known(column: str) -> Measure | Series | None:
    if column in MEASURES:
        return MEASURES[column]
    known = column in FIGURES or column in {item.id for item in outcomes()}
    return named(column) if known else None
