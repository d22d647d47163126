"""Tool-tips: a word by its sentence of the glossary, a rate by its formula, and none for the rest."""

from govdash.forms.official import CORRECTED, FORM_2021, GRANTED_GROUP, REVIEW, TOTAL
from govdash.forms.series import concluded, of_figure
from govdash.measures import DISCLOSURE_RATE
from govdash.ui.helps import help_of, of_column, word
from govdash.ui.quantities import OUTCOMES_WHOLE


def test_a_number_is_told_by_the_words_in_its_name() -> None:
    corrected = of_figure(FORM_2021.figure(REVIEW, CORRECTED).id)
    assert help_of(corrected) == (
        "行政复议：对答复不服，请上级政府等复议机关重新审查。  \n"
        "结果纠正：复议或法院认为机关做得不对，要求改正。"
    )
    whole = help_of(OUTCOMES_WHOLE) or ""
    assert whole.count("\n") == 5
    assert whole.startswith("予以公开：你要的内容，机关全部给了你或告诉你在哪儿看。")
    assert help_of(concluded()) is None


def test_a_rate_is_told_by_its_formula_and_its_caveat() -> None:
    told = (help_of(DISCLOSURE_RATE) or "").replace("\\", "")
    assert told == (
        "公开率 = （予以公开 + 部分公开） ÷ 本年度办结。  \n"
        "含“已公开、告知查询途径”的答复；网站公开得多的机关，收到的多是难答的申请。"
    )


def test_a_column_leads_to_its_word() -> None:
    assert of_column(GRANTED_GROUP.id) == (
        "予以公开：你要的内容，机关全部给了你或告诉你在哪儿看。",
        "word-granted",
    )
    assert of_column(DISCLOSURE_RATE.id)[1] == DISCLOSURE_RATE.id
    assert of_column("scope")[1] == "scopes"
    total = FORM_2021.figure(REVIEW, TOTAL).id
    assert of_column(total)[1] == "word-review"
    for column in ("year", "agency", "remark", concluded().id, f"{total}:n"):
        assert of_column(column) == ("", "")
    assert word("annual_report").startswith("机关每年交代一次")
