"""The completeness claims that cover an answer, as sentences for the reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import NamedNode

from ..dates.words import date_text
from ..engine import Engine, values
from ..language import say
from ..names.labels import Labels
from ..namespaces import ONTOLOGY, VOCAB

INCOMPLETE = "The graph does not claim that this list is complete."
BEYOND = "Beyond that the graph does not claim that this list is complete."


class Coverage(NamedTuple):
    """One completeness claim: its IRI, the labels of its subject, property and speaker, its day and paraphrase.

    `subject` and `property` define the complete list ("Artemis Accords", "party to"); `as_of` is the day of the
    list in ISO 8601 form.
    """

    claim: str
    subject: str
    property: str
    as_of: str
    speaker: str
    paraphrase: str = ""

    def __str__(self) -> str:
        """Return the claim as a sentence in English.

        >>> print(Coverage("", "Artemis Accords", "party to", "2022-09-19", "Sputnik", "All 21 are listed."))
        Complete as of 19 September 2022, after Sputnik: party to Artemis Accords. All 21 are listed.
        """
        return self.sentence()

    def sentence(self, language: str = "en") -> str:
        """Return the claim as a sentence; the paraphrase is English."""
        paraphrase = f" {self.paraphrase}" if self.paraphrase and language == "en" else ""
        parts = {"speaker": self.speaker, "property": self.property, "subject": self.subject}
        form = "Complete as of {day}, after {speaker}: {property} {subject}."
        return say(form, language, day=date_text(self.as_of, language), **parts) + paraphrase


def coverage_of(claims: Iterable[str], engine: Engine, labels: Labels) -> tuple[Coverage, ...]:
    """Return the coverage by `claims` (IRIs), in that order, without claims that are not valid in the graph.

    A claim that is not yet known on the day of the graph, denied or deprecated covers nothing.
    """
    wanted = [NamedNode(iri) for iri in claims]
    if not wanted:
        return ()
    rows = engine.select(
        f"""SELECT ?claim ?subject ?property ?asOf ?speaker ?paraphrase {{
  VALUES ?claim {{ {values(wanted)} }}
  ?claim a <{ONTOLOGY}CompletenessClaim> ; <{ONTOLOGY}polarity> <{VOCAB}polarity/asserted> ; <{ONTOLOGY}rank> ?rank ;
         <{ONTOLOGY}subject> ?subject ; <{ONTOLOGY}valueEntity> ?property ; <{ONTOLOGY}asOf> ?asOf ;
         <{ONTOLOGY}assertedBy> ?speaker .
  FILTER(?rank != <{VOCAB}rank/deprecated>)
  OPTIONAL {{ ?claim <{ONTOLOGY}paraphrase> ?paraphrase FILTER(LANGMATCHES(LANG(?paraphrase), "en")) }}
}} ORDER BY ?claim ?paraphrase"""
    ).rows
    labels.load(cell for row in rows for cell in row)
    found: dict[str, Coverage] = {}
    for claim, *cells in rows:
        texts = ("" if cell is None else labels.of(cell) for cell in cells)
        if isinstance(claim, NamedNode):
            found.setdefault(claim.value, Coverage(claim.value, *texts))
    return tuple(found[node.value] for node in wanted if node.value in found)


def note_of(coverage: Iterable[Coverage], language: str = "en") -> str:
    """Return a note for the reader on the completeness of a list.

    >>> note_of(())
    'The graph does not claim that this list is complete.'
    """
    sentences = [one.sentence(language) for one in coverage]
    if not sentences:
        return say(INCOMPLETE, language)
    return ("" if language == "zh" else " ").join([*sentences, say(BEYOND, language)])
