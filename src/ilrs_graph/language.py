"""The languages of output, and the words of the program in Chinese.

A text of the program is written in English where it is used, and looked up here for Chinese: `say("{n} or more", "zh",
n=3)`. What the graph itself says in two languages, labels and questions, is not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LANGUAGES = ("en", "zh")
"""The languages in which results can be written; the first is the default."""

CHINESE: Mapping[str, str] = MappingProxyType({
    # tables
    "{n} row": "共{n}行", "{n} rows": "共{n}行", "no rows": "无结果行", "{n} of {total} rows": "共{total}行，显示{n}行",
    "{n} event": "共{n}个事件", "{n} events": "共{n}个事件", "no events": "无事件",
    "{n} of {total} events": "共{total}个事件，显示{n}个",
    "{n} question": "共{n}个问题", "{n} questions": "共{n}个问题", "no questions": "无问题",
    "{n} of {total} questions": "共{total}个问题，显示{n}个",
    "the same in each row: ": "各行相同：", "without a value: ": "无值：", "{heading} {value}": "{heading}为{value}",
    ", ": "、", "; ": "；", ". ": "。", "{text}.": "{text}。",
    "true": "是", "false": "否",
    # answers
    "The graph does not claim that this list is complete.": "本图不声称此列表完整。",
    "Beyond that the graph does not claim that this list is complete.": "除此之外，本图不声称此列表完整。",
    "As known on {day}, as far as the cited sources show. ": "截至{day}，就所引来源可知。",
    "Complete as of {day}, after {speaker}: {property} {subject}.":
        "截至{day}，据{speaker}，以下列举完整：{subject}（{property}）。",
    "References": "参考文献", "Independent sources": "独立来源", "{n}: {kind}": "{n}：{kind}",
    "{n}, best: {kind}": "{n}，最佳：{kind}",
    "undated": "日期不详", ", read {day}": "，查阅于{day}", "kind not stated": "类型不详",
    "copy of {original}": "转载自{original}", "{publisher}: {title}": "{publisher}：{title}",
    "{head}. {dated}{read}. {url} ({kind})": "{head}。{dated}{read}。{url}（{kind}）",
    "Query in SPARQL": "SPARQL查询", "ilrs-graph: saved question {slug}": "ilrs-graph：预存问题 {slug}",
    "Answer": "答案", "About": "说明", "Number": "序号", "Publisher": "发布者", "Title": "标题", "Issued": "发布日期",
    "Read": "查阅日期", "Address": "网址", "Kind": "类型", "Saved question": "预存问题", "Description": "描述",
    "Rows": "行数", "Completeness": "完整性", "Query": "查询", "{heading} (IRI)": "{heading}（IRI）",
    "Best kind of source": "最佳来源类型",
    "Slug": "标识", "Question": "问题",
    "answered: {command}": "已回答：{command}",
    "no question fits clearly; these are the nearest:": "没有明确对应的问题，最接近的是：",
    # search
    "Questions": "问题", "Things": "事物", "{label}, {kind}": "{label}，{kind}", "nothing found": "未找到",
    "searched for: {words}": "已按此查找：{words}",
    "question": "问题", "thing": "事物", "saved question": "预存问题", "term": "术语",
    "group": "组别", "name": "名称", "title": "标题", "kind": "类别", "command": "命令",
    # timelines
    "Of": "对象", "Event": "事件", "First plan": "最初计划", "Stated on": "陈述日期", "Plans": "计划数量",
    "Best plan": "最佳计划", "Happened": "发生日期", "Outcome": "结果", "Slip": "推迟", "Slip in days": "推迟天数",
    " or ": "或", "plan dropped": "计划已放弃", "as first planned": "与最初计划一致", "at least {span}": "至少{span}",
    "on time": "按时", "{n} years": "{n}年", "{n} months": "{n}个月", "{n} days": "{n}天", "{n} day": "{n}天",
    "happened": "已发生", "planned": "计划", "wrong when said": "当时即误",
    "failed": "失败", "open end": "时限未定", "counts now": "当前采信", "cancelled": "已取消", "actual": "实际",
    "wrong": "有误", "{first}-{last}: nothing": "{first}—{last}：无事件",
    "a line that leans right is a slip; lanes read from the first plan down":
        "向右倾斜的线表示推迟；各行自最初计划向下排列",
    "Plans and events": "计划与事件", "Plans and events of {names}": "{names}的计划与事件",
    "{names} and {n} more": "{names}等另外{n}项",
    ", as known on {day} as far as the cited sources show": "（截至{day}，就所引来源可知）",
    # numbers of a graph
    "version": "版本", "root": "根目录", "as of": "截至", "triples": "三元组",
    "asserted": "肯定", "inferred": "推得的",
    "questions": "问题", "things": "事物", "sources": "来源",
    "facts, by the best kind of their sources": "事实，按最好的来源类型",
    "share of facts": "事实占比", "facts": "事实",
    "{title}:": "{title}：", "{name}: {value}": "{name}：{value}",
    # descriptions
    "Stated": "已陈述", "Claimed (* counts now)": "有主张（* 为当前采信）", "Follows from these": "由此推得",
    "What refers to it": "指向它的事物",
    "Dates": "日期", "What is said": "各方说法", "Facts": "事实", "Ask": "可提的问题", "Sources": "来源",
    "is also": "也是", ", planned": "，计划", ": {outcome}": "：{outcome}", "; said {n} more time": "；另有{n}次",
    "; said {n} more times": "；另有{n}次", "also: ": "另有：", "; and {n} more": "；另有{n}项",
    ", and {n} more": "，另有{n}项",
    " ({marks})": "（{marks}）", " ({said})": "（{said}）", "and {n} more: {command}": "另有{n}项：{command}",
    "{n} source: --sources lists it; ": "共{n}个来源：--sources 列出来源；",
    "{n} sources: --sources lists them; ": "共{n}个来源：--sources 列出来源；",
    "--facts gives every fact.": "--facts 列出全部事实。",
    "according to {speaker}": "据{speaker}", "until {day}": "至{day}",
    "not given": "未给出", "normal": "普通",
    # explanations
    "This does not hold. ": "此事实不成立。", "This holds: {fact}.": "以下成立：{fact}。",
    "This does not hold: {fact}.": "以下不成立：{fact}。", "The graph has: {values}.": "图谱中为：{values}。",
    "{words}.": "{words}。", "The rule: {rule}": "规则：{rule}", "{subject} is {value}": "{subject}是{value}",
    "{subject}, {verb}: {value}": "{subject}，{verb}：{value}", "It is stated in {where}.": "陈述于{where}。",
    "It follows from: {facts}.": "由以下事实推得：{facts}。",
    "It follows from {things} by the rule {rule}.": "依据规则{rule}，由{things}推得。",
    "This prevents it: {facts}.": "阻止其成立的是：{facts}。", "This is missing: {facts}.": "缺少：{facts}。",
    "It rests on one source: {source}.": "依据一个来源：{source}。",
    "It rests on {n} sources, the best of {source}; {least}.": "依据{n}个来源，最佳来源出自{source}；{least}。",
    "each fact has at least {n} independent source, of kind {kind} or better":
        "每项事实至少有{n}个独立来源，类型为{kind}或更好",
    "each fact has at least {n} independent sources, the best of kind {kind} or better":
        "每项事实至少有{n}个独立来源，其中最佳者的类型为{kind}或更好",
    "No {kind}{about} names {value} as {verb}": "没有任何{kind}{about}的{verb}为{value}",
    "No {kind}{about} has {verb} {value}": "没有任何{kind}{about}的{verb}为{value}",
    "No {kind}{about} is {value}": "没有任何{kind}{about}是{value}", " ({words})": "（{words}）",
    "{n} fact below, with --depth {depth}": "下有{n}项事实，用--depth {depth}显示",
    "{n} facts below, with --depth {depth}": "下有{n}项事实，用--depth {depth}显示",
    "Rules that could give it, the nearest first:": "可能推得它的规则，最接近的在前：",
    "why: see above": "理由：见上", "stated in {where}": "陈述于{where}", "stated": "陈述",
    "would follow from: ": "可由此推得：", "because: ": "因为：", "is a": "是", "anything": "任意事物",
    "nothing says: {words}": "没有陈述：{words}", "{said}, where nothing says: {words}": "{said}，且没有陈述：{words}",
    ", or: ": "，或：", "a rule": "规则", " and ": "且", "nothing": "无", "{name} is {value}": "{name}为{value}",
    "there is no {names}": "没有{names}", "{source}, where {known}": "{source}，其中{known}",
    "{name} is {value}, not {asked}": "{name}为{value}，而非{asked}",
    "{one} comes after {other}: {why}": "{one}排在{other}之后：{why}",
    "{worse} against {better}": "{worse}，对{better}", "{part} {worse} against {better}": "{part}：{worse}，对{better}",
    "equal rank": "等级相同", "a plan, not what happened": "是计划，而非实际", "not the preferred one": "并非优先",
    "stated earlier, on {worse}, not on {better}": "陈述较早，在{worse}，而非{better}",
    "from a lesser kind of source": "来源类型较弱",
    "{name} ({reason})": "{name}（{reason}）", "and {n} more": "另有{n}项", "ranks above: ": "排在以下各项之上：",
    "and {n} more like these": "另有{n}项与此相似", "existing values: {values}": "现有的值：{values}",
    "No rule derives such a fact: a file would have to state it.": "没有规则能推得此类事实：须由文件陈述。",
    "Contradiction: {facts}": "矛盾：{facts}", "violates {axiom}": "违反{axiom}",
    'as of that day this statement still had rank "normal"; the file shows its later rank':
        "截至当日，此陈述的等级仍为“普通”；文件中是其后来的等级",
    "stated in a file": "在文件中陈述", "follows": "推得", "missing": "缺少", "holds, and must not": "成立而不应成立",
})  # fmt: skip
"""The English texts of the program to Chinese."""

FOREIGN_TERMS: Mapping[str, str] = MappingProxyType({
    "type": "类型", "label": "名称", "altLabel": "别名", "hiddenLabel": "检索用名", "language": "语言",
    "publisher": "发布者", "issued": "发布日期", "identifier": "标识符", "isReplacedBy": "已由其取代",
    "replaces": "取代", "deprecated": "已弃用", "sameAs": "等同于", "wasDerivedFrom": "来源于", "generated": "生成",
    "actedOnBehalfOf": "代表", "hasUnit": "单位", "subOrganizationOf": "隶属于", "asWKT": "WKT坐标",
})  # fmt: skip
"""The local names of terms of other vocabularies to Chinese; the graph declares these terms without labels."""


def say(text: str, /, language: str = "en", **values: object) -> str:
    """Return a text of the program in a language, filled with values.

    >>> say("{n} rows", n=3), say("{n} rows", "zh", n=3)
    ('3 rows', '共3行')
    """
    found = CHINESE[text] if language == "zh" else text
    return found.format(**values) if values else found
