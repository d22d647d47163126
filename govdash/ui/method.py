"""方法与名词: formulas, rules, words and limits, all of them from what is declared elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from govdash.forms import FORMS, JOINS, Continuity
from govdash.forms.breaks import BREAKS
from govdash.forms.glossary import GLOSSARY
from govdash.forms.official import APPLICATIONS, CASES, DISCLOSURE, FEE, OTHER_GROUP
from govdash.forms.series import in_section, of_figure
from govdash.measures import FEW, FEWEST, MEASURES
from govdash.publish.describe import LIMITS, LIMITS_EN
from govdash.report import Severity, State
from govdash.rules import RULES, SEVERITY_NAMES, Rule
from govdash.store import quality
from govdash.store.filters import Filters
from govdash.ui import address
from govdash.ui.data import ask
from govdash.ui.helps import formula
from govdash.ui.language import ENGLISH, current, label, phrase, say, simplified, told
from govdash.ui.quantities import name
from govdash.ui.script import follow_lights
from govdash.ui.view import Link
from govdash.ui.words import SCOPE_HELP, SCOPE_NAMES, STATE_NAMES, plain

STYLE = """
<style>
.gd-words { margin: 0; padding: 0 !important; line-height: 1.65; max-width: 52rem; }
.gd-words dt { font-weight: 600; margin-top: .9rem; scroll-margin-top: 5rem; }
.gd-words dt a { text-decoration: none; }
.gd-words dt a:hover, .gd-words dt a:focus-visible { text-decoration: underline; }
.gd-words dt.lit { background: #ffd54a; color: #000; }
.gd-words dd { margin: 0; }
.gd-words dd.small { font-size: .88rem; opacity: .8; }
.gd-words a { color: inherit; text-underline-offset: 3px; }
</style>
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A word, what is said about it (the first line is the main one), and what it leads to."""

    anchor: str
    word: str
    lines: Sequence[str]
    links: Sequence[Link] = ()

    def has(self, words: str) -> bool:
        """Whether the words looked for stand in it, in whatever script and case."""
        return words in _plainly("".join((self.word, *self.lines)))

    def html(self) -> str:
        """The entry, with its own address on its word."""
        anchor = escape(self.anchor)
        first, *rest = [escape(line) for line in self.lines if line]
        rest += [
            f'<a href="{escape(link.address)}" target="_self">{escape(link.text)}</a>'
            for link in self.links
        ]
        small = "".join(f'<dd class="small">{line}</dd>' for line in rest)
        return (
            f'<dt id="{anchor}" data-lights=""><a href="#{anchor}">{escape(self.word)}</a></dt>'
            f"<dd>{first}</dd>{small}"
        )


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under a heading, with a note on all of them."""

    anchor: str
    title: str
    entries: Sequence[Entry]
    note: str = ""


def show_method() -> None:
    """The page."""
    st.title(say("方法与名词"))
    st.markdown(
        say("这里的每一条都由程序里声明的表样、公式和规则生成，和页面、文件里用的是同一份。")
    )
    words = _looked_for()
    st.html(STYLE)
    sections = _sections()
    if not words:
        rest = (("limits", say(_LIMITS)), ("source", say(_SOURCE)), ("privacy", say(_PRIVACY)))
        places = [*((one.anchor, one.title) for one in sections), *rest]
        st.markdown(" · ".join(f"[{plain(title)}](#{anchor})" for anchor, title in places))
    found = [_draw(section, words) for section in sections]
    if words and not any(found):
        st.info(
            say("本页没有“{words}”。换个说法试试，或清空查找。", words=plain(words)),
            icon=":material/search_off:",
        )
    if not words:
        _limits()
    follow_lights()


def _looked_for() -> str:
    """What the reader looks for on the page; a link opens with it."""
    text = address.typed("find", say("在本页查找"), say("例如：公开率、结转"))
    return _plainly(text).strip()


def _plainly(text: str) -> str:
    return simplified(text).casefold()


def _sections() -> list[Section]:
    return [
        Section("glossary", say("名词（{count} 个）", count=len(GLOSSARY)), list(_glossary())),
        Section(
            "measures",
            say("比例怎样算（{count} 个）", count=len(MEASURES)),
            list(_measures()),
            _when_shown(),
        ),
        Section(
            "checks",
            say("怎样核对（{count} 条规则）", count=len(RULES)),
            list(_rules()),
            say(
                "“数字矛盾”是对不上的数；“疑点”值得看原文；“我们的文本有损”不是机关的差错。"
                "件数必须完全相等，不留误差；正文的百分比容许 0.1 个百分点。"
            ),
        ),
        Section("series", say("跨年怎样接"), list(_joins())),
        Section("states", say("没有数字时写什么"), list(_states())),
        Section("scopes", say("口径"), list(_scopes()), say(SCOPE_HELP)),
    ]


def _draw(section: Section, words: str) -> bool:
    """The entries that hold the words looked for; whether there are any."""
    chosen = [entry for entry in section.entries if not words or entry.has(words)]
    if not chosen:
        return False
    st.header(plain(section.title), anchor=section.anchor)
    if section.note:
        st.caption(plain(section.note))
    st.html(f'<dl class="gd-words">{"".join(entry.html() for entry in chosen)}</dl>')
    return True


def _glossary() -> Iterator[Entry]:
    for term in GLOSSARY:
        yield Entry(
            f"word-{term.id}", label(term.word, term.en), [label(term.meaning, term.meaning_en)]
        )


def _when_shown() -> str:
    return say(
        "分母是 0 的没有比例；分母不到 {fewest} 件的只给件数；不到 {few} 件的给比例和 95% 区间，不排名次。"
        "多份报告的比例是分子之和除以分母之和，从不把比例平均。",
        fewest=FEWEST,
        few=FEW,
    )


def _measures() -> Iterator[Entry]:
    for measure in MEASURES.values():
        yield Entry(
            measure.id,
            name(measure),
            [
                formula(measure),
                say("分母：{of}", of=say(measure.of)),
                say(measure.caveat) if measure.caveat else "",
            ],
        )


def _rules() -> Iterator[Entry]:
    counted: dict[str, dict[str, int]] = {}
    for row in ask(quality.by_rule, Filters(severity=tuple(Severity))):
        counted.setdefault(row["rule"], {})[row["severity"]] = row["reports"]
    for rule in RULES.values():
        found = counted.get(rule.id, {})
        yield Entry(
            rule.id,
            label(rule.name, rule.name_en),
            _about(rule, found),
            list(_examples(rule.id, found)),
        )


def _about(rule: Rule, found: Mapping[str, int]) -> list[str]:
    lines = [
        label(rule.sentence, rule.sentence_en),
        say(
            "{id} · {severity} · 现有数据里 {found}",
            id=rule.id,
            severity=say(SEVERITY_NAMES[rule.severity]),
            found=_count(rule, found),
        ),
    ]
    # What a rule needs and where it does not hold is declared in Chinese alone.
    if current() != ENGLISH:
        lines += [say("需要：{needs}", needs=rule.needs)] if rule.needs else []
        lines += [say("不适用：{exempt}", exempt=rule.exempt)] if rule.exempt else []
    return lines


def _count(rule: Rule, found: Mapping[str, int]) -> str:
    """In how many reports; for each severity of the rule, since one report may have several."""
    if not found:
        return say("没有")
    if set(found) == {rule.severity.value}:
        return say("{count} 份报告", count=f"{found[rule.severity.value]:,}")
    return say("，").join(
        say(
            "{count} 份报告（{severity}）",
            count=f"{count:,}",
            severity=say(SEVERITY_NAMES[Severity(severity)]),
        )
        for severity, count in found.items()
    )


def _examples(rule: str, found: Mapping[str, int]) -> Iterator[Link]:
    """Where the findings are listed: what is wrong with our copies stands on a list of its own."""
    own = [severity for severity in quality.OF_AGENCIES if severity in found]
    if own:
        yield Link(say("看数据里有哪些"), "quality", {"rule": [rule], "severity": own}, "lists")
    if Severity.EXTRACTION.value in found:
        yield Link(say("看我们没读准的"), "quality", {"list": "damaged"}, "lists")


def _joins() -> Iterator[Entry]:
    """What of the older form goes on as what of the newer one, and what never does."""
    for join in JOINS:
        if join.before is None or join.after is None:
            continue
        before, after = (name(of_figure(figure)) for figure in (join.before, join.after))
        if join.continuity is Continuity.BROKEN:
            how = say("从不相接：两版表样问的不是同一件事。")
        else:
            how = say("相接，但要当心：{note}", note=label(join.note, join.note_en))
        same = before == after
        yield Entry(
            f"join-{join.after}",
            before if same else f"{before} → {after}",
            [how],
        )
    yield Entry(
        "join-rest",
        say("“{applications}”和“{cases}”", applications=_title(APPLICATIONS), cases=_title(CASES)),
        [
            say(
                "{forms}两版表样的行和栏相同，各年可以相接；新表样把“{other}”分成三行，只作为一组相接。",
                other=label(OTHER_GROUP.short, OTHER_GROUP.en),
                forms=say("、").join(form.id for form in FORMS.values()),
            )
        ],
    )
    for form in FORMS.values():
        alone = [
            name(of_figure(item.id))
            for item in in_section(DISCLOSURE)
            if list(item.columns) == [form.id]
        ]
        yield Entry(
            f"only-{form.id}",
            say("只有 {form} 年版表样有的（{count} 项）", form=form.id, count=len(alone)),
            [say("；").join(alone), say("表样：{document}", document=told(form.document))],
        )
    yield Entry(
        "break-2021",
        say("2021 年 1 月 1 日：信息处理费"),
        [
            say(
                "从这一天起，申请件数或页数多的，机关可以收信息处理费（国办函〔2020〕109号）。"
                "收了多少写在第六部分的文字里，以元计，和表里以万元计的“{fee}”不是一回事。",
                fee=label(FEE.short, FEE.en),
            )
        ],
    )
    for change in BREAKS:
        yield Entry(
            f"break-{change.year}",
            label(change.title, change.title_en),
            [label(change.meaning, change.meaning_en)],
        )


def _title(section: object) -> str:
    return label(section.title, section.en)  # type: ignore[attr-defined]


def _states() -> Iterator[Entry]:
    """What stands where a cell has no number, and what is told apart from a printed number."""
    for state, word in STATE_NAMES.items():
        yield Entry(f"state-{state}", say(word), [say(_OF_STATE[State(state)])])
    yield Entry(
        "state-inferred",
        say("数字是印的，栏目由我们推断"),
        [say("文本把表格的线弄丢了，数字在哪一栏由其他数字推断得出；不能确定时就不给。")],
    )
    yield Entry(
        "state-derived",
        say("推算"),
        [say("报告没有印，由印出的其他数字相加得到；另列一栏，从不当作印出的数。")],
    )


_EMPTY = phrase("印的就是这个，按原样给出，不换成零。")
_OF_STATE: Mapping[State, str] = {
    State.BLANK: phrase("格子是空的，不当作零。"),
    State.DASH: _EMPTY,
    State.SLASH: _EMPTY,
    State.NONE_WORD: _EMPTY,
    State.ABSENT: phrase("我们手里的文本没有这一格，不是机关的差错。"),
    State.UNREADABLE: phrase("我们手里的文本受损，无法确定是哪个数字，不是机关的差错。"),
}


def _scopes() -> Iterator[Entry]:
    for scope, word in SCOPE_NAMES.items():
        yield Entry(f"scope-{scope}", say(word), [say(_OF_SCOPE[scope])])


_OF_SCOPE: Mapping[str, str] = {
    "aggregate": phrase("报告里的数已把一个地区的各机关加在一起。"),
    "self": phrase("报告里的数只计一个机关。"),
    "unknown": phrase("从报告看不出是哪一种，不和前两种相加。"),
}
_LIMITS = phrase("读这些数字时要知道")
_SOURCE = phrase("一个数字怎样回到出处")
_PRIVACY = phrase("个人信息")


def _limits() -> None:
    st.header(say(_LIMITS), anchor="limits")
    limits = LIMITS_EN if current() == ENGLISH else [say(limit) for limit in LIMITS]
    st.markdown("\n".join(f"- {plain(limit)}" for limit in limits))
    st.header(say(_SOURCE), anchor="source")
    st.markdown(
        say(
            "每张表的最后一栏是报告编号，点进去是那份报告：表格按官方表样画出，旁边是原文，"
            "点一个数字，它印在哪一行就亮起来。下载的文件每行都带报告的网址，数字的长表还带原文件的指纹（SHA-256）。"
            "发现读错了，请写明报告编号和哪一格：改正会记在“更正记录”里，原来的数和原因都留着。"
        )
    )
    st.header(say(_PRIVACY), anchor="privacy")
    st.markdown(say("原文里的手机号码、私人邮箱和身份证号在入库之前就隐去；办公地址和座机照原样。"))
