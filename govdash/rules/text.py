"""The rules that hold the sentences of a report against its tables: N1–N7."""

from govdash.rules.model import Rule

TEXT_RULES: tuple[Rule, ...] = ()
