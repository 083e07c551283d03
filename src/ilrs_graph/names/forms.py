"""The forms of names of nodes without a label, by kind, in English and Chinese.

A slot in braces is the local name of a property of the node; `{contributes:item}` needs a value that is an item, and
`{kind}` is the label of its class. Of the forms of a kind, the first is used whose slots all have values, and of which
none of `WHERE` is part of another one: the camera of Chang'e 3 needs no "on Chang'e 3".

>>> form = FORMS["accommodation"][0]
>>> form["en"], sorted(slot.name for slot in slots(form))
('{carriedItem} on {ofMission}', ['carriedItem', 'ofMission'])
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from string import Formatter
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

LANGUAGES = ("en", "zh")
"""The languages in which names are made."""

KIND = "kind"
"""The slot for the label of the class."""

WHERE = frozenset({"ofMission", "toward"})
"""The slots that say where something belongs."""


class Form(NamedTuple):
    """A form of name: its text with slots in each of `LANGUAGES`."""

    en: str
    zh: str

    def __getitem__(self, language: str) -> str:  # type: ignore[override]
        """Return the text in a language."""
        return self.zh if language == "zh" else self.en


class Slot(NamedTuple):
    """A place in a form: the local name of a property, and the segment that its value must have, "" for any value."""

    name: str
    segment: str


Forms: TypeAlias = tuple[Form, ...]

_TAKEN = {
    "Signature": ("signature of the {ofAgreement} by {takenBy}", "{takenBy}签署《{ofAgreement}》"),
    "Accession": ("accession of {takenBy} to the {ofAgreement}", "{takenBy}加入《{ofAgreement}》"),
    "Ratification": ("ratification of the {ofAgreement} by {takenBy}", "{takenBy}批准《{ofAgreement}》"),
    "Termination": ("termination of the {ofAgreement} by {takenBy}", "{takenBy}终止《{ofAgreement}》"),
    "Withdrawal": ("withdrawal of {takenBy} from the {ofAgreement}", "{takenBy}退出《{ofAgreement}》"),
}
_OF_AGREEMENT = Form("{kind} of the {ofAgreement}", "《{ofAgreement}》{kind}")

FORMS: Mapping[str, Forms] = MappingProxyType({
    **{kind: (Form(*taken), _OF_AGREEMENT) for kind, taken in _TAKEN.items()},
    "accommodation": (
        Form("{carriedItem} on {ofMission}", "{ofMission}搭载的{carriedItem}"),
        Form("{carriedItem} on board", "{carriedItem}的搭载"),
    ),
    "assignment": (
        Form("{assignee}, {assignmentRole} of {toward}", "{toward}{assignmentRole}{assignee}"),
        Form("{assignee} in {toward}", "参与{toward}的{assignee}"),
    ),
    "contribution": (
        Form("{contributes:item}, by {contributor}, on {toward:mission}", "{contributor}为{toward}提供的{contributes}"),
        Form("{contributes}, by {contributor}, for {toward}", "{contributor}为{toward}提供的{contributes}"),
        Form("{contributes}, by {contributor}", "{contributor}提供的{contributes}"),
        Form("contribution of {contributor} to {toward}", "{contributor}对{toward}的贡献"),
    ),
    "edit": (Form("edit of {editedOn} by {editor}", "{editor}于{editedOn}的编辑"),),
    "event": (
        _OF_AGREEMENT,
        Form("{kind} of {ofMission}", "{ofMission}{kind}"),
        Form("{kind} of {ofProgramme}", "{ofProgramme}{kind}"),
        Form("{kind} of {ofCall}", "{ofCall}{kind}"),
    ),
    "membership": (Form("{member} in {ofProgramme}", "{ofProgramme}成员{member}"),),
    "participation": (Form("{party}, party to the {ofAgreement}", "《{ofAgreement}》参与方{party}"),),
    "statement": (Form("statement {statementNumber}: {says}", "陈述{statementNumber}：{says}"),),
    "support": (Form("{supportKind} by {supporter} for {supported}", "{supporter}为{supported}提供的{supportKind}"),),
    "transfer": (
        Form("{transferKind} of {transferOf} to {toHolder}", "{transferOf}向{toHolder}的{transferKind}"),
        Form("{kind} of {transferOf}", "{transferOf}的{kind}"),
    ),
})  # fmt: skip
"""The forms by the local name of a class or, if it has none of its own, by the segment of the kind of things."""


@cache
def slots(form: Form) -> tuple[Slot, ...]:
    """Return the slots of a form; the English text has the conditions."""
    return tuple(Slot(name, segment or "") for _, name, segment, _ in Formatter().parse(form.en) if name)


def filled(form: Form, language: str, values: Mapping[str, str]) -> str:
    """Return the text of a form with a text for each slot.

    >>> filled(FORMS["accommodation"][0], "zh", {"carriedItem": "DORN", "ofMission": "嫦娥六号"})
    '嫦娥六号搭载的DORN'
    """
    parts = Formatter().parse(form[language])
    return "".join(text + (values[name] if name else "") for text, name, _, _ in parts)
