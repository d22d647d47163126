"""The rules of the document as such: M (when, which year), S (shape), T (copy), P (odd figures)."""

from govdash.report import Severity
from govdash.rules.model import Rule

M1_DEADLINE = Rule(
    "M1_deadline",
    Severity.NOTICE,
    "公布期限",
    "部门应当在次年1月31日前、政府应当在3月31日前公布年度报告，这份报告晚了。",
    "Deadline",
    "Departments publish by 31 January, governments by 31 March; this one is later.",
    "报告年度、公布日期和机关类型",
    "没有公布日期的报告；机关类型不明的报告。乡镇街道没有法定期限，只供参考",
)
M1_NO_DATE = Rule(
    "M1_no_date",
    Severity.INFO,
    "没有公布日期",
    "文本里没有公布日期，无法判断是否按时公布。",
    "No date of publication",
    "The copy has no date of publication: whether it was in time cannot be told.",
    "有标题和正文的文本",
    "只有数字、没有原文的报告",
)
M2_PERIOD = Rule(
    "M2_period",
    Severity.WARNING,
    "统计期限",
    "统计期限应当是报告年度的1月1日至12月31日。",
    "Period",
    "The figures should cover 1 January to 31 December of the year of the report.",
    "正文写明了统计期限，报告年度已知",
    "没有写统计期限的报告；文本受损、年月日粘连的只说明文本受损",
)
M3_TITLE = Rule(
    "M3_title",
    Severity.NOTICE,
    "标题与表样",
    "报告用的表样应当与年度相符，标题应当写明年度。",
    "Title and form",
    "The form should be that of the year, and the title should name the year.",
    "报告年度和表样",
    "没有标题的文本",
)
M3_NO_TITLE = Rule(
    "M3_no_title",
    Severity.INFO,
    "没有标题",
    "文本里没有标题、年度或机关名称。",
    "No title",
    "The copy has no title, year or name of an agency.",
    "有正文的文本",
    "只有数字、没有原文的报告",
)
S1_SECTION = Rule(
    "S1_section",
    Severity.EXTRACTION,
    "缺少部分",
    "我们手里的文本里找不到六个部分中的某一部分；这不一定是机关的缺漏。",
    "Missing section",
    "One of the six sections is not in our copy; the agency may well have published it.",
    "文本里找到了其他部分",
    "只有数字、没有原文的报告不看叙述部分",
)
S2_ROWS = Rule(
    "S2_rows",
    Severity.EXTRACTION,
    "缺少行",
    "表格里有些行在我们手里的文本中找不到，这些格子不当作零。",
    "Missing rows",
    "Some rows of the form are not in our copy; their cells are not taken for zero.",
    "同一张表的其他行印有内容",
    "整张表都没有的（算缺少部分）",
)
S3_HEADER = Rule(
    "S3_header_incomplete",
    Severity.EXTRACTION,
    "表头不全",
    "表格里有些栏或栏目名在我们手里的文本中缺失，缺的格子不当作零。",
    "Incomplete heading",
    "Some columns or their headings are not in our copy; missing cells are not taken for zero.",
    "同一行的其他格子印有内容，或阅读时看到残缺的表头",
    "整行都没有的（算缺少行）",
)
S4_LABEL_ALIAS = Rule(
    "S4_label_alias",
    Severity.NOTICE,
    "名称不同",
    "行或栏的名称与统一格式不同，意思相同，数字照用。",
    "Another label",
    "A label differs from the official one but means the same; its figures are used.",
    "阅读时看到的行名、栏名",
    "只差空格、标点和换行的名称",
)
S5_LAYOUT = Rule(
    "S5_layout",
    Severity.EXTRACTION,
    "排版受损",
    "我们手里的文本排版受损，有数字无法确定或只能推断属于哪一栏；这不是机关的差错。",
    "Damaged layout",
    "Our copy is damaged: columns of some numbers are unknown or inferred. Not the agency's fault.",
    "文本里无法辨认的格子，或栏目靠推断的数字",
    "",
)
S5_SEPARATED = Rule(
    "S5_separated",
    Severity.EXTRACTION,
    "连写的数字",
    "我们手里的文本把几个格子的数字连在了一起，我们按表内合计把它们分开，只在只有一种分法时采用；"
    "这不是机关的差错。",
    "Digits run together",
    "Our copy runs the digits of several cells together; they were separated by the form's own sums "
    "where only one way is left. Not the agency's fault.",
    "文本里连在一起的数字，和表内的合计",
)
S5_TWICE = Rule(
    "S5_twice",
    Severity.EXTRACTION,
    "同一行印了两次",
    "我们手里的文本里同一行出现了两次而数字不同，无法确定哪一次算数，因此都没有采用。",
    "A row printed twice",
    "Our copy prints a row twice with different figures; neither is used.",
    "同一张表里出现两次的行",
)
T1_DOCNUMBER = Rule(
    "T1_docnumber",
    Severity.EXTRACTION,
    "文号残缺",
    "我们手里的文本里文号缺了括号，年份和序号连在了一起；这不是机关的差错。",
    "Damaged document number",
    "Our copy has lost a bracket of a document number. Not the agency's fault.",
    "正文里的文号",
)
T2_ORDINALS = Rule(
    "T2_ordinals",
    Severity.EXTRACTION,
    "序号缺失",
    "我们手里的文本丢了“一是”“二是”或“（一）”的序号；这不是机关的差错。",
    "Lost ordinals",
    "Our copy has lost the numbers of items. Not the agency's fault.",
    "正文里以“是”开头、前面没有序号的句子",
)
T3_SCRIPT = Rule(
    "T3_script",
    Severity.EXTRACTION,
    "带注音的转载",
    "我们手里的文本是带拼音注记的转载，不是机关网站的原件。",
    "Annotated copy",
    "Our copy carries notes of pronunciation: it was not taken from the agency's own page.",
    "文本的字体",
)
P1_CASES = Rule(
    "P1_cases",
    Severity.INFO,
    "争议多于申请",
    "复议和诉讼加起来比全年办结的申请还多，数字少见，请看原文。",
    "More disputes than requests",
    "More reviews and lawsuits than concluded requests: rare, please see the original.",
    "全年办结数已知且不少于10件，复议诉讼总计印了数字",
    "办结数有矛盾或不足10件的报告",
)
P4_ZERO_DECISIONS = Rule(
    "P4_zero_decisions",
    Severity.INFO,
    "有事项无办件",
    "事项很多，全年却一件也没有办，数字少见，请看原文。",
    "Items without decisions",
    "Many items but not one decision in the year: rare, please see the original.",
    "2019年版表样的项目数量和办件数量都印了数字，项目不少于30项",
    "2021年版表样（不填项目数量）",
)

DOCUMENT_RULES = (
    M1_DEADLINE,
    M1_NO_DATE,
    M2_PERIOD,
    M3_TITLE,
    M3_NO_TITLE,
    S1_SECTION,
    S2_ROWS,
    S3_HEADER,
    S4_LABEL_ALIAS,
    S5_LAYOUT,
    S5_SEPARATED,
    S5_TWICE,
    T1_DOCNUMBER,
    T2_ORDINALS,
    T3_SCRIPT,
    P1_CASES,
    P4_ZERO_DECISIONS,
)
