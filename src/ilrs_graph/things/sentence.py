"""One sentence on a thing, from its facts.

A sentence is made of clauses with slots in braces, the local names of properties; of alternatives the first with values
is used, and a clause without values is left out. `{kind}` is the label of the class; `{a:kind}` has an article, and
`{on:launchDate}` a preposition. Each language has clauses of its own, since what a thing belongs to stands after its
kind in English and before it in Chinese.

>>> sentence("mission", "Chang'e 6", {"kind": "mission", "operator": "CNSA", "launchDate": "3 May 2024"})
"Chang'e 6 is a mission of CNSA, launched on 3 May 2024."
>>> sentence("mission", "嫦娥六号", {"kind": "任务", "operator": "国家航天局", "launchDate": "2024年5月3日"}, "zh")
'嫦娥六号是国家航天局的任务，2024年5月3日发射。'
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter

from ..language import say

_THE = re.compile(
    r"(United (States|Kingdom|Arab Emirates|Nations)|Soviet Union|Netherlands|Philippines|.* (Republic|Islands))"
)
_AGENT = (" is {a:kind}", " of {ofState}", ", part of {subOrganizationOf}")
_ENGLISH: Mapping[str, tuple[str, ...]] = {
    "": (" is {a:kind}", " of {ofMission}| of {ofProgramme}| for {aboutProgramme}"),
    "accommodation": (": {a:kind}", ", {status}"),
    "agent": _AGENT,
    "agreement": (" is {a:instrumentKind}| is {a:kind}", " ({bindingness})", " of {hasParty}", ", signed {on:signed}",
                  ", on {aboutProgramme}"),
    "assignment": (": {a:kind}", ", {status}"),
    "call": (" is {a:kind}", " by {issuedBy}", " for {ofMission}", ", open to {openTo}"),
    "claim": (": “{paraphrase}”|: “{quotation}”",),
    "contribution": (": {a:contributionKind}|: {a:kind}", " ({contributionRole})", ", {status}",
                     ", under {underAgreement}"),
    "event": (" took place {on:eventDate}| is planned: {plan}| is {a:kind}", ", with {launchVehicle}",
              ", at {atSite}|, in {atPlace}", ": {outcome}"),
    "item": (" is {a:kind}", " developed by {developedBy}", ", carried by {carriedBy}", ", {mass} kg"),
    "mission": (" is a {missionKind} mission| is {a:kind}", " of {operator}",
                ", launched {on:launchDate}|, to be launched {plan}", ", in {partOfProgramme}", "; {status}"),
    "person": (" is {post}| is {a:kind}", ", {ofState}", ", acting for {actedOnBehalfOf}"),
    "programme": (" is {a:kind}", " of {operator}| coordinated by {coordinatedBy}"),
    "service": (" is {a:kind}",),
    "site": (" is {a:kind}", " in {withinRegion}", ", at {position}"),
    "source": (" is a page of {publisher}", ", {issued}", " ({sourceKind})"),
    "spacecraft": (" is {a:kind}", " of {ofMission}", ", {mass} kg"),
    "support": (": {status}",),
    "term": (": {definition}| is {a:kind}",),
    "transfer": (" took place {on:eventDate}| is {a:transferKind}| is {a:kind}", ", from {fromHolder}",
                 ", to {toHolder}"),
}  # fmt: skip
_CHINESE: Mapping[str, tuple[str, ...]] = {
    "": ("是{ofMission}的{kind}|是{ofProgramme}的{kind}|是有关{aboutProgramme}的{kind}|是{kind}",),
    "accommodation": ("：{kind}", "，{status}"),
    "agent": ("是{ofState}的{kind}|是{kind}", "，隶属于{subOrganizationOf}"),
    "agreement": ("是{instrumentKind}|是{kind}", "（{bindingness}）", "，缔约方有{hasParty}", "，{signed}签署",
                  "，涉及{aboutProgramme}"),
    "assignment": ("：{kind}", "，{status}"),
    "call": ("是{issuedBy}发布的{kind}|是{kind}", "，针对{ofMission}", "，面向{openTo}"),
    "claim": ("：“{paraphrase}”|：“{quotation}”",),
    "contribution": ("：{contributionKind}|：{kind}", "（{contributionRole}）", "，{status}", "，依据{underAgreement}"),
    "event": ("：{eventDate}|：计划{plan}|是{kind}", "，使用{launchVehicle}", "，地点为{atSite}|，地点为{inPlace}",
              "，结果为{outcome}"),
    "item": ("是{developedBy}研制的{kind}|是{kind}", "，由{carriedBy}搭载", "，质量{mass}千克"),
    "mission": ("是{operator}的{missionKind}任务|是{missionKind}任务|是{operator}的{kind}|是{kind}",
                "，{launchDate}发射|，计划{plan}发射", "，属于{partOfProgramme}", "，{status}"),
    "person": ("是{post}|是{kind}", "，来自{ofState}", "，代表{actedOnBehalfOf}"),
    "programme": ("是{operator}的{kind}|是由{coordinatedBy}协调的{kind}|是{kind}",),
    "service": ("是{kind}",),
    "site": ("是{withinRegion}的{kind}|是{kind}", "，位于{position}"),
    "source": ("是{publisher}的页面", "，{issued}", "（{sourceKind}）"),
    "spacecraft": ("是{ofMission}的{kind}|是{kind}", "，质量{mass}千克"),
    "support": ("：{status}",),
    "term": ("：{definition}|是{kind}",),
    "transfer": ("：{eventDate}|是{transferKind}|是{kind}", "，来自{fromHolder}", "，交予{toHolder}"),
}  # fmt: skip
_CLAUSES = {"en": _ENGLISH, "zh": _CHINESE}


def sentence(sort: str, label: str, texts: Mapping[str, str], language: str = "en") -> str:
    """Return one sentence on a thing.

    Args:
        sort: the segment of its kind, "person" for a person, or "term".
        label: its label.
        texts: the values of its properties as text, by local name.
        language: "en" or "zh", that of the label and the texts.

    >>> sentence("call", "Call", {"kind": "event"}), sentence("term", "flown", {"definition": "It flew."})
    ('Call is an event.', 'flown: It flew.')
    """
    text = label[:1].upper() + label[1:] if sort == "event" and language == "en" else label
    clauses = _CLAUSES[language]
    for clause in clauses.get(sort, clauses[""]):
        text += next(filter(None, (_filled(each, texts, language) for each in clause.split("|"))), "")
    return text if text.endswith((".", "。", ".”", "。”")) else say("{text}.", language, text=text)


def _filled(clause: str, texts: Mapping[str, str], language: str) -> str:
    """Return a clause with its values, "" if one is missing."""
    parts = []
    for before, name, prop, _ in Formatter().parse(clause):
        value = texts.get(prop or name or "", "") if name else ""
        if name and not value:
            return ""
        made = _FORMS[name] if prop and name else _with_the if language == "en" else str
        parts.append(before + made(value))
    return "".join(parts)


def _with_the(name: str) -> str:
    """Return a name, with the definite article if it is that of a state that has one."""
    return f"the {name}" if _THE.fullmatch(name) else name


def kind_text(label: str, language: str) -> str:
    """Return the label of a class as the complement of "is": in English with its article.

    >>> kind_text("event", "en"), kind_text("事件", "zh")
    ('an event', '事件')
    """
    return with_article(label) if language == "en" else label


def with_article(words: str) -> str:
    """Return words with an indefinite article.

    >>> with_article("instrument"), with_article("university")
    ('an instrument', 'a university')
    """
    vowel = words[:1].lower() in "aeiou" and not words.lower().startswith(("uni", "eu"))
    return f"{'an' if vowel else 'a'} {words}"


def with_preposition(day: str) -> str:
    """Return a date in words with "on" or "in" before it, if it begins with none.

    >>> with_preposition("3 May 2024"), with_preposition("May 2024"), with_preposition("by 2026")
    ('on 3 May 2024', 'in May 2024', 'by 2026')
    """
    if day[:1].islower():
        return day
    return f"{'on' if _DAY.match(day) else 'in'} {day}"


_DAY = re.compile(r"\d{1,2} ")
_FORMS = {"a": with_article, "on": with_preposition}
