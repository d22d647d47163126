"""What the arithmetic audit says of each figure, for the files that leave the store."""

from govdash.audit import Audit
from govdash.audit.relations import lines_of
from govdash.forms import Form
from govdash.report import Verdict

_WEIGHT = {Verdict.PASS: 0, Verdict.NOT_ASSESSABLE: 1, Verdict.FAIL: 2}


def checked_figures(form: Form) -> frozenset[str]:
    """The figures that at least one declared relation of a form speaks of."""
    return frozenset(
        figure
        for block in form.blocks
        for relation in block.relations
        for line in lines_of(block, relation)
        for figure in (*line.left, *line.right)
    )


def check_statuses(audited: Audit) -> dict[str, Verdict]:
    """Each checked figure: fail if a relation it stands in fails, pass if all of them hold."""
    statuses: dict[str, Verdict] = {}
    for item in audited.checks:
        verdict = Verdict.PASS if item.verdict is Verdict.PASS_DERIVED else item.verdict
        for figure in item.cells:
            known = statuses.get(figure, Verdict.PASS)
            statuses[figure] = max(known, verdict, key=_WEIGHT.__getitem__)
    return statuses
