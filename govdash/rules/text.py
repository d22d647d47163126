"""The rules that hold the sentences of a report against its tables: N1–N7."""

from govdash.report import Severity
from govdash.rules.model import Rule

_SENTENCE = "正文里写明件数的句子，和表格里对应的格子"

N1_RECEIVED = Rule(
    "N1_received",
    Severity.WARNING,
    "正文：收到申请",
    "正文说的申请件数，应当等于表格里的新收件数，或者新收加上年结转。",
    "Text: requests received",
    "The requests the text speaks of should be those of the table: new, or new and carried in.",
    needs=_SENTENCE,
    exempt="约数（余、多、约、近）差得不远的；只说某个部门或往年的句子。",
)
N2_OUTCOME_TEXT = Rule(
    "N2_outcome_text",
    Severity.WARNING,
    "正文：办理结果",
    "正文说的办理结果（每种几件、是不是全部公开），应当和表格一致。",
    "Text: outcomes",
    "The outcomes the text speaks of should be those of the table.",
    needs=_SENTENCE,
    exempt="表格里对应的格子没有填或我们没有读到的。",
)
N3_DISPUTES = Rule(
    "N3_disputes",
    Severity.WARNING,
    "正文：复议诉讼",
    "正文说的复议、诉讼件数（或者说没有发生），应当和表格一致。",
    "Text: reviews and lawsuits",
    "The reviews and lawsuits the text speaks of, or denies, should be those of the table.",
    needs=_SENTENCE,
    exempt="不是政府信息公开引起的复议、诉讼。",
)
N4_PERCENT = Rule(
    "N4_percent",
    Severity.WARNING,
    "正文：百分比",
    "正文的百分比，应当和按件数算出来的相差不超过 0.1 个百分点。",
    "Text: percentages",
    "A percentage in the text should be what the counts give, within 0.1 points.",
    needs="正文里的百分比，和它所依据的件数",
    exempt="满意率、按时办结率等表格算不出的；同比；只印到整数的按整数比。",
)
N5_PARTS = Rule(
    "N5_parts",
    Severity.INFO,
    "正文：各项之和",
    "正文列出的各项加起来不等于总数，也可能只列了一部分，或者有重复。",
    "Text: parts of a whole",
    "The parts a sentence lists do not add up to its whole; it may list some of them only.",
    needs="正文里说了总数、又列出各项的句子",
    exempt="只举几项为例（包括、等）而不超过总数的；含约数的。",
)
N6_DOCS = Rule(
    "N6_docs",
    Severity.WARNING,
    "正文：文件数",
    "正文说的文件件数，应当和表格里制发、废止、现行有效的件数一致。",
    "Text: documents",
    "The documents the text says were made, repealed or are in force should be those of the table.",
    needs=_SENTENCE,
    exempt="一般政策文件；只说清理、备案、审查的。",
)
N7_FEE = Rule(
    "N7_fee",
    Severity.NOTICE,
    "信息处理费",
    "第六部分应当说明有没有收取信息处理费；这里没有说。",
    "Processing fee",
    "Section six should say whether a processing fee was charged; it does not.",
    needs="第六部分的正文",
    exempt="2021 年以前的报告；第六部分写“无”的；别处已经说明的。",
)

TEXT_RULES: tuple[Rule, ...] = (
    N1_RECEIVED,
    N2_OUTCOME_TEXT,
    N3_DISPUTES,
    N4_PERCENT,
    N5_PARTS,
    N6_DOCS,
    N7_FEE,
)
