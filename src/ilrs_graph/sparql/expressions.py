"""Expressions of SPARQL 1.1 (productions 107 to 128 of its grammar), read without a recursion for each operator."""

from __future__ import annotations

from abc import abstractmethod

from pyoxigraph import Literal, NamedNode, Variable

from .algebra import Aggregate, Call, Exists, Expression, Group, In, Infix, Prefix
from .cursor import Cursor
from .tokens import token_at

_LEVELS = (("*", "/"), ("+", "-"), ("=", "!=", "<", ">", "<=", ">=", "IN", "NOT IN"), ("&&",), ("||",))
"""Operators by precedence, those that bind most tightly first."""
_COMPARED = 2
"""The level whose operators stand once between two operands."""
_OPERATORS = frozenset(sign for level in _LEVELS for sign in level)
_AGGREGATES = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT")


class ExpressionReader(Cursor):
    """Reads expressions; groups of EXISTS are read by a class below it."""

    @abstractmethod
    def group(self) -> Group:
        """Read a group of patterns, braces included."""

    def expression(self) -> Expression:
        """Read an expression."""
        read: list[Expression] = [self._operand()]
        signs: list[str] = []
        while (sign := self._operator()) is not None:
            if sign.endswith("IN"):
                read.append(In(read[-1], self._listed(), negated=sign == "NOT IN"))
            else:
                read.append(self._operand())
            signs.append(sign)
        for number, level in enumerate(_LEVELS):
            if any(sign in level for sign in signs):
                read, signs = self._folded(read, signs, level, once=number == _COMPARED)
        return read[0]

    def bracketed(self) -> Expression:
        """Read an expression in brackets."""
        self.need("(")
        found = self.expression()
        self.need(")")
        return found

    def constraint(self) -> Expression:
        """Read what may stand behind FILTER and HAVING: an expression in brackets, a call, or EXISTS."""
        if self.at("("):
            return self.bracketed()
        found = self._primary()
        if not isinstance(found, Call | Exists | Aggregate):
            self.fail("a call or an expression in brackets expected before this")
        return found

    def _operator(self) -> str | None:
        """Return the operator that is next, None where there is none, and move behind it."""
        text = self.token.text
        if self.token.kind == "iri" or text == "<<":  # "?a<?b&&?c>?d" holds no IRI
            sign = text[: 2 if text[1] == "=" else 1]
            self.move(self.token.start + len(sign))
            return sign
        if self.token.kind == "mark" and text in _OPERATORS:
            return self.take().text
        if self.at("NOT") and token_at(self.text, self.token.end).text.upper() == "IN":
            self.take()
            self.take()
            return "NOT IN"
        return "IN" if self.skip("IN") else None

    def _folded(
        self, read: list[Expression], signs: list[str], level: tuple[str, ...], *, once: bool
    ) -> tuple[list[Expression], list[str]]:
        """Put together the operands between which the operators of a level stand."""
        kept, rest = [read[0]], list[str]()
        run: list[str] = []
        for sign, operand in zip(signs, read[1:], strict=True):
            if sign not in level:
                rest.append(sign)
                kept.append(operand)
                run = []
                continue
            if once and run:
                self.fail("brackets expected: operators that compare are not chained")
            run.append(sign)
            before = kept[-1]
            if isinstance(operand, In) and sign.endswith("IN"):
                kept[-1] = In(before, operand.options, operand.negated)
            elif len(run) > 1 and isinstance(before, Infix):
                kept[-1] = Infix(tuple(run), (*before.operands, operand))
            else:
                kept[-1] = Infix((sign,), (before, operand))
        return kept, rest

    def _operand(self) -> Expression:
        signs: list[str] = []
        while self.at("!", "-", "+") and not (self.token.text != "!" and self.is_sign_of_number()):
            signs.append(self.take().text)
        found = self._primary()
        return Prefix(tuple(signs), found) if signs else found

    def _primary(self) -> Expression:
        if self.at("("):
            return self.bracketed()
        if self.token.kind == "variable":
            return Variable(self.variable())
        if self.token.kind == "word" and not self.at("TRUE", "FALSE"):
            return self._named_call()
        found = self.constant()
        if found is None:
            self.fail("an expression expected")
        if isinstance(found, NamedNode) and self.at("("):
            return Call(str(found), self._listed())
        return found

    def _named_call(self) -> Expression:
        if self.skip("EXISTS"):
            return Exists(self.group())
        if self.skip("NOT"):
            self.need("EXISTS")
            return Exists(self.group(), negated=True)
        word = self.token.text.upper()
        if token_at(self.text, self.token.end).text != "(":
            self.fail("an expression expected")
        if word in ("IRI", "URI") and self.base is not None:
            self.fail(f"{word} is not read where a BASE is declared; a full IRI expected")
        self.take()
        return self._aggregate(word) if word in _AGGREGATES else Call(word, self._listed())

    def _listed(self) -> tuple[Expression, ...]:
        """Read expressions in brackets, with commas between them."""
        self.need("(")
        found: list[Expression] = []
        while not self.skip(")"):
            if found:
                self.need(",")
            found.append(self.expression())
        return tuple(found)

    def _aggregate(self, name: str) -> Aggregate:
        self.need("(")
        distinct = self.skip("DISTINCT")
        argument = None if name == "COUNT" and self.skip("*") else self.expression()
        separator: Literal | None = None
        if name == "GROUP_CONCAT" and self.skip(";"):
            self.need("SEPARATOR")
            self.need("=")
            found = self.constant()
            separator = found if isinstance(found, Literal) else self.fail("a string expected")
        self.need(")")
        return Aggregate(name, argument, distinct, separator)
