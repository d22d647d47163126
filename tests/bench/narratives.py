"""Precision and recall of what sentences say in figures, on generated narratives.

`python -m tests.bench.narratives [--count 300] [--seed N] [--held-out] [--show PATTERN]`
"""

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from govdash.sentences import mentions, of_report, settled
from tests.narrative_held_out import HELD_OUT
from tests.narrative_once import PATTERNS
from tests.narratives import Fact, Narrative, narratives


@dataclass
class Score:
    """How many facts were expected, found, and wrong, by pattern."""

    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[Fact, str]] = field(default_factory=list)
    missed: list[tuple[str, Fact, str]] = field(default_factory=list)
    right: int = 0

    @property
    def recall(self) -> float:
        """The share of what the sentences say that was found."""
        return self.found.total() / max(self.expected.total(), 1)

    @property
    def precision(self) -> float:
        """The share of what was found that the sentences say."""
        return self.right / max(self.right + len(self.wrong), 1)


def read(narrative: Narrative) -> set[Fact]:
    """What the grammar finds: measure, value, approximate."""
    told = of_report(mentions(narrative.text), narrative.agency, narrative.year)
    return {
        (mention.subjects[0].id, mention.value, mention.approximate)
        for mention in settled(told)
        if mention.value is not None
    }


def score(written: Iterable[Narrative]) -> Score:
    """The score over some narratives."""
    result = Score()
    allowed = {pattern.name: pattern.may for pattern in (*PATTERNS, *HELD_OUT)}
    for narrative in written:
        found = read(narrative)
        expected = {fact for facts in narrative.facts.values() for fact in facts}
        may = set().union(*(allowed[name] for name in narrative.facts))
        for name, facts in narrative.facts.items():
            must = [fact for fact in facts if fact[0] not in allowed[name]]
            result.expected[name] += len(must)
            result.found[name] += sum(fact in found for fact in must)
            result.missed += [(name, fact, narrative.text) for fact in must if fact not in found]
        for fact in found:
            if fact in expected:
                result.right += 1
            elif fact[0] not in may:
                result.wrong.append((fact, narrative.text))
    return result


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--show", help="print what was missed of one pattern, or `wrong`")
    options = parser.parse_args(arguments)
    result = score(narratives(options.count, options.seed, held_out=options.held_out))
    if options.show == "wrong":
        for fact, text in result.wrong:
            print(fact, "\n", text, "\n")
    elif options.show:
        for name, fact, text in result.missed:
            if name == options.show:
                print(fact, "\n", text, "\n")
    else:
        for name, expected in sorted(result.expected.items()):
            print(f"{name:40} {result.found[name]:5} of {expected:5}")
    print(
        f"{options.count} narratives: recall {result.recall:.2%} of {result.expected.total()}, "
        f"precision {result.precision:.2%} ({len(result.wrong)} wrong)"
    )


if __name__ == "__main__":
    main()
