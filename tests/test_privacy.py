"""What is private is hidden wherever a sentence of a report is kept."""

from govdash.forms import FORMS
from govdash.privacy import masked
from govdash.report import Finding, Report, Severity, Source, Verdict

HIDDEN = "〔已隐去〕"
PHONE = "13800138000"


def test_a_quoted_number_is_hidden_in_the_message_too() -> None:
    said = f"收到申请3件，联系人电话{PHONE}"
    finding = Finding(
        "N1_received",
        Severity.WARNING,
        Verdict.FAIL,
        (),
        None,
        None,
        f"正文说收到申请 3 件（“{said}”），表格里有 12345678901 件。",
        said,
    )
    report = Report(Source("a.txt", "0" * 64, "text/plain"), FORMS["2021"], {}, findings=(finding,))
    (kept,) = masked(report).findings
    assert kept.quote == f"收到申请3件，联系人电话{HIDDEN}"
    assert PHONE not in kept.message
    assert "12345678901" in kept.message
