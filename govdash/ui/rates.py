"""A rate in words: always with both its counts, or why there is none."""

from govdash.measures import Gap, Measure, Rate
from govdash.report import number
from govdash.ui.language import label, say


def name(measure: Measure) -> str:
    """The name of a measure in the reader's language."""
    return label(measure.label, measure.en)


def share(found: Rate) -> str:
    """The rate itself, as a percentage or so many per hundred; nothing where it must not be shown."""
    if found.value is None:
        return ""
    return f"{found.value:.1%}" if found.measure.share else f"{found.value * 100:.1f}"


def grounds(found: Rate) -> str:
    """Both counts as a citizen reads them, or why there is no rate; never 0 % for 0/0."""
    if found.numerator is None or found.denominator is None:
        return say((found.gap or Gap.UNKNOWN).value)
    of = say(found.measure.of)
    if found.gap is Gap.NOTHING:
        return say("{of} 0 件，没有比例可算（0/0）", of=of)
    counts = (
        say("{all} 件中 {some} 件", all=_written(found.denominator), some=_written(found.numerator))
        if found.measure.share
        else say(
            "{all} 件办结，{some} 件",
            all=_written(found.denominator),
            some=_written(found.numerator),
        )
    )
    if found.gap is Gap.SMALL:
        return say("{counts}（件数太少，只给件数）", counts=counts)
    if found.interval:
        low, high = found.interval
        return say(
            "{counts}，件数少，仅供参考（95% 区间 {low}—{high}）",
            counts=counts,
            low=f"{low:.0%}",
            high=f"{high:.0%}",
        )
    return counts


def sentence(found: Rate) -> str:
    """The rate with its name and its grounds."""
    share_ = share(found)
    told = f"{share_}，{grounds(found)}" if share_ else grounds(found)
    return say("{name}：{told}", name=name(found.measure), told=told)


def _written(value: object) -> str:
    return f"{number(value):,}"
