"""What is private is hidden wherever a sentence of a report is kept."""

from govdash.forms import FORMS
from govdash.privacy import mask, masked
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


def test_names_of_contacts_and_applicants_are_hidden() -> None:
    assert mask("联系人：王小明，电话0335-5051234") == f"联系人：{HIDDEN}，电话0335-5051234"
    assert mask("聯繫人: 歐陽某某 | 電話") == f"聯繫人: {HIDDEN} | 電話"
    assert mask(f"联 系 人：李 {PHONE}") == f"联 系 人：李 {HIDDEN}"


def test_an_office_named_as_contact_stays() -> None:
    """A word longer than a name is an office, and a heading without a colon names nobody."""
    for text in (
        "联系人：区政府办公室政务公开科",
        "申请人情况",
        "依申请人要求答复",
        "邮箱 a@x.gov.cn",
    ):
        assert mask(text) == text
