"""The rules of the sums (勾稽关系) and of the form of single numbers: R1–R10."""

from govdash.forms import Relation
from govdash.report import Severity
from govdash.rules.model import Rule

R1_BALANCE = Rule(
    "R1_balance",
    Severity.ERROR,
    "收办平衡",
    "新收到的加上去年没办完的，应当等于今年办完的加上转到明年的。",
    "Balance",
    "Received plus carried in should equal concluded plus carried out.",
)
R2_OUTCOME_SUM = Rule(
    "R2_outcome_sum",
    Severity.ERROR,
    "办理结果合计",
    "把各种办理结果加起来，应当等于“总计”。",
    "Sum of outcomes",
    "The outcomes should add up to the printed total.",
)
R3_ROW_TOTAL = Rule(
    "R3_row_total",
    Severity.ERROR,
    "申请人合计",
    "六类申请人的件数加起来，应当等于这一行的“总计”。",
    "Sum of applicants",
    "The six applicant columns should add up to the total of their row.",
)
R4_NONNEG_INT = Rule(
    "R4_nonneg_int",
    Severity.ERROR,
    "件数形式",
    "件数应当是不小于零的整数。",
    "Whole counts",
    "A count should be a whole number, zero or more.",
)
R5_TOTAL_MISSING = Rule(
    "R5_total_missing",
    Severity.ERROR,
    "缺少总计",
    "报告没有填“总计”，我们按分项推算，并标明是推算。",
    "Missing total",
    "A total was left blank; it is derived from its parts and marked as derived.",
)
R5_BLANK_CELLS = Rule(
    "R5_blank_cells",
    Severity.NOTICE,
    "空白格",
    "有格子没有填，我们不当作零，只在计算时按“未填”处理。",
    "Blank cells",
    "Some cells are blank; blank is not taken for zero.",
)
R6_CASES = Rule(
    "R6_cases",
    Severity.ERROR,
    "复议诉讼合计",
    "复议（或诉讼）的四种情况加起来，应当等于总计。",
    "Sum of cases",
    "The four results should add up to the total.",
)
R7_MONEY = Rule(
    "R7_money",
    Severity.NOTICE,
    "金额形式",
    "金额以万元计；这里的金额或单位与要求不同。",
    "Money",
    "Money is given in 10,000 yuan; amount or unit differ here.",
)
R7_DECIMALS = Rule(
    "R7_decimals",
    Severity.NOTICE,
    "金额小数位",
    "表头写明了金额要保留几位小数，这里的位数与要求不同，数值可用。",
    "Decimals of money",
    "The heading asks for a number of decimals that the amount does not have; it can be used.",
)

ARITHMETIC_RULES = (
    R1_BALANCE,
    R2_OUTCOME_SUM,
    R3_ROW_TOTAL,
    R4_NONNEG_INT,
    R5_TOTAL_MISSING,
    R5_BLANK_CELLS,
    R6_CASES,
    R7_MONEY,
    R7_DECIMALS,
)

OF_RELATION: dict[Relation, Rule] = {
    Relation.BALANCE: R1_BALANCE,
    Relation.OUTCOMES: R2_OUTCOME_SUM,
    Relation.APPLICANTS: R3_ROW_TOTAL,
    Relation.CASES: R6_CASES,
}
