"""One sentence on a thing, from its facts.

A sentence is made of clauses with slots in braces, the local names of properties; of alternatives the first with values
is used, and a clause without values is left out. `{kind}` is the label of the class; `{a:kind}` has an article, and
`{on:launchDate}` a preposition.

>>> sentence("mission", "Chang'e 6", {"kind": "mission", "operator": "CNSA", "launchDate": "3 May 2024"})
"Chang'e 6 is a mission of CNSA, launched on 3 May 2024."
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter

_THE = re.compile(
    r"(United (States|Kingdom|Arab Emirates|Nations)|Soviet Union|Netherlands|Philippines|.* (Republic|Islands))"
)
_AGENT = (" is {a:kind}", " of {ofState}", ", part of {subOrganizationOf}")
_CLAUSES: Mapping[str, tuple[str, ...]] = {
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


def sentence(sort: str, label: str, texts: Mapping[str, str]) -> str:
    """Return one sentence on a thing.

    Args:
        sort: the segment of its kind, "person" for a person, or "term".
        label: its label.
        texts: the values of its properties as text, by local name.

    >>> sentence("call", "Call", {"kind": "event"}), sentence("term", "flown", {"definition": "It flew."})
    ('Call is an event.', 'flown: It flew.')
    """
    text = label[:1].upper() + label[1:] if sort == "event" else label
    for clause in _CLAUSES.get(sort, _CLAUSES[""]):
        text += next(filter(None, (_filled(each, texts) for each in clause.split("|"))), "")
    return text if text.endswith((".", "。", ".”")) else f"{text}."


def _filled(clause: str, texts: Mapping[str, str]) -> str:
    """Return a clause with its values, "" if one is missing."""
    parts = []
    for before, name, prop, _ in Formatter().parse(clause):
        value = texts.get(prop or name or "", "") if name else ""
        if name and not value:
            return ""
        made = _FORMS[name] if prop and name else _with_the
        parts.append(before + made(value))
    return "".join(parts)


def _with_the(name: str) -> str:
    """Return a name, with the definite article if it is that of a state that has one."""
    return f"the {name}" if _THE.fullmatch(name) else name


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
