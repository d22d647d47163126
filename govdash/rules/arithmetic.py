"""The rules of the figures inside one report: sums (勾稽关系), single numbers, stocks: R1–R10."""

from govdash.forms import Relation
from govdash.report import Severity
from govdash.rules.model import Rule

_PRINTED = "各项都印了数字；空白只在分项里、且同一行或列印有数字时按零算"
_LOST = "文本里缺失或无法辨认的格子（不判断）"

R1_BALANCE = Rule(
    "R1_balance",
    Severity.ERROR,
    "收办平衡",
    "新收到的加上去年没办完的，应当等于今年办完的加上转到明年的。",
    "Balance",
    "Received plus carried in should equal concluded plus carried out.",
    f"第三部分每一栏的四项；{_PRINTED}",
    f"{_LOST}；空白的总计只用推算值核对",
)
R2_OUTCOME_SUM = Rule(
    "R2_outcome_sum",
    Severity.ERROR,
    "办理结果合计",
    "把各种办理结果加起来，应当等于“总计”。",
    "Sum of outcomes",
    "The outcomes should add up to the printed total.",
    f"第三部分每一栏的各种结果和总计；{_PRINTED}",
    _LOST,
)
R3_ROW_TOTAL = Rule(
    "R3_row_total",
    Severity.ERROR,
    "申请人合计",
    "六类申请人的件数加起来，应当等于这一行的“总计”。",
    "Sum of applicants",
    "The six applicant columns should add up to the total of their row.",
    f"第三部分每一行的六类申请人和总计；{_PRINTED}",
    f"{_LOST}；只填了总计的行",
)
R4_NONNEG_INT = Rule(
    "R4_nonneg_int",
    Severity.ERROR,
    "件数形式",
    "件数应当是不小于零的整数。",
    "Whole counts",
    "A count should be a whole number, zero or more.",
    "印出的数字",
    "金额；“本年增减”可以是负数",
)
R5_TOTAL_MISSING = Rule(
    "R5_total_missing",
    Severity.ERROR,
    "缺少总计",
    "报告没有填“总计”，我们按分项推算，并标明是推算。",
    "Missing total",
    "A total was left blank; it is derived from its parts and marked as derived.",
    "总计空白而分项印有数字；结转的行全空而表里其他行印有数字",
    "整张表都没有填；分项里有缺失或无法辨认的格子",
)
R5_BLANK_CELLS = Rule(
    "R5_blank_cells",
    Severity.NOTICE,
    "空白格",
    "有格子没有填，我们不当作零，只在计算时按“未填”处理。",
    "Blank cells",
    "Some cells are blank; blank is not taken for zero.",
    "同一部分里至少有一个格子印有数字",
    "填了横线、斜线或“无”的格子；整个部分都没有填",
)
R6_CASES = Rule(
    "R6_cases",
    Severity.ERROR,
    "复议诉讼合计",
    "复议（或诉讼）的四种情况加起来，应当等于总计。",
    "Sum of cases",
    "The four results should add up to the total.",
    f"第四部分的三组数字；{_PRINTED}",
    _LOST,
)
R7_MONEY = Rule(
    "R7_money",
    Severity.NOTICE,
    "金额形式",
    "金额以万元计；这里的金额或单位与要求不同。",
    "Money",
    "Money is given in 10,000 yuan; amount or unit differ here.",
    "印出的金额",
    "单位不明的金额（不采用）",
)
R7_DECIMALS = Rule(
    "R7_decimals",
    Severity.NOTICE,
    "金额小数位",
    "表头写明了金额要保留几位小数，这里的位数与要求不同，数值可用。",
    "Decimals of money",
    "The heading asks for a number of decimals that the amount does not have; it can be used.",
    "表头写明小数位数，金额带小数",
    "印成整数的金额",
)
R8_RULE_POWER = Rule(
    "R8_rule_power",
    Severity.WARNING,
    "规章制定权",
    "只有国务院部门、省级政府、设区的市和自治州的政府能制定规章，其他机关这里本应为 0。",
    "Power to make government rules",
    "Only ministries and governments of provinces and cities with districts make such rules.",
    "知道机关的层级和类型；规章一行印有大于零的数字",
    "国务院部门；省级和设区的市、自治州政府（含东莞、中山、嘉峪关、儋州）及其办公厅（室）；"
    "开发区等层级不明的机关",
)
R9_IN_FORCE = Rule(
    "R9_in_force",
    Severity.WARNING,
    "文件存量",
    "今年新发的文件减去废止的，不应多于现行有效的文件。",
    "Documents in force",
    "Issued minus repealed should not exceed what is in force.",
    "制发、废止、现行有效三格都印了数字",
    "2019年版表样",
)
R10_ITEMS = Rule(
    "R10_items",
    Severity.WARNING,
    "项目与公开数量",
    "项目减少的数量不能超过原有数量；新公开的不应多于对外公开总数。",
    "Items and published documents",
    "Items cannot fall below zero; newly published cannot exceed published in all.",
    "有关的两格都印了数字",
    "2021年版表样",
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
    R8_RULE_POWER,
    R9_IN_FORCE,
    R10_ITEMS,
)

OF_RELATION: dict[Relation, Rule] = {
    Relation.BALANCE: R1_BALANCE,
    Relation.OUTCOMES: R2_OUTCOME_SUM,
    Relation.APPLICANTS: R3_ROW_TOTAL,
    Relation.CASES: R6_CASES,
}
