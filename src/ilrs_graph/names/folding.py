"""Spelling variants of a name: folded to one form, split into words, and the short forms that people use.

>>> folded("Chang’e 6") == folded("CHANG'E-6"), folded("嫦娥六号") == folded("嫦娥6号")
(True, True)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_DIGITS = {c: d for d, c in enumerate("零一二三四五六七八九")} | {"〇": 0}
_UNITS = {"十": 10, "百": 100}
_HAN = "\u3400-\u9fff"
_NUMERAL = re.compile(f"[{''.join((*_DIGITS, *_UNITS))}]+")
_APOSTROPHES = re.compile("['`´‘’‛ʻʼʹ′]")
_WORD = re.compile(rf"\d+|[{_HAN}]+|[^\W\d_{_HAN}]+")
_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
_NUMBER_WORDS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty""".split()  # noqa: SIM905
_IN_DIGITS = {word: str(number) for number, word in enumerate(_NUMBER_WORDS)}
_PARTS = re.compile(r"[,，;；:：()（）]| [-–—] ")
_INITIALS = re.compile(r"\d+|(?:(?<=['’])|(?<![^\W\d_'’]))[^\W\d_]")


def folded(name: str) -> str:
    """Return a name without case, accents, punctuation or spaces, and with all numerals as digits.

    >>> folded("Centre National d’Études Spatiales"), folded("Artemis III"), folded("二〇二四年十二月")
    ('centrenationaldetudesspatiales', 'artemis3', '2024年12月')
    """
    return "".join(words(name))


@lru_cache(maxsize=1 << 15)
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded; numbers and runs of Chinese characters are words.

    >>> words("CHANG'E-6"), words("嫦娥六号"), words("Luna25")
    (('change', '6'), ('嫦娥', '6', '号'), ('luna', '25'))
    """
    plain = _APOSTROPHES.sub("", name.casefold() if name.isascii() else _plain(name))
    found = _WORD.findall(plain)
    last = len(found) - 1
    return tuple(_arabic(word) if at and (len(word) > 1 or at == last) else word for at, word in enumerate(found))


def sections(name: str) -> list[str]:
    """Return the parts of a name as written, none if there is only one; "of" something else names no part.

    >>> sections("DORN, Detection of Outgassing Radon"), sections("APXS, of Chandrayaan-3")
    (['DORN', 'Detection of Outgassing Radon'], ['APXS'])
    """
    found = [part.strip() for part in _PARTS.split(name) if part.strip()]
    return [part for part in found if not part.startswith("of ")] if len(found) > 1 else []


def parts(name: str) -> Iterator[str]:
    """Yield the folded parts of a name that commas, colons, parentheses or dashes separate.

    >>> list(parts("DORN, Detection of Outgassing Radon")), list(parts("Luna 25"))
    (['dorn', 'detectionofoutgassingradon'], [])
    """
    yield from filter(None, dict.fromkeys(map(folded, sections(name))))


def initials(name: str) -> Iterator[str]:
    """Yield the folded acronyms of a name and of its parts: of all words, and of the capitalised ones; numbers stay.

    >>> list(initials("International Lunar Research Station")), list(initials("Chang'e 6"))
    (['ilrs'], ['ce6'])
    >>> list(initials("China Academy of Sciences"))
    ['caos', 'cas']
    """
    found: dict[str, None] = {}
    for part in _PARTS.split(name):
        letters = _INITIALS.findall(part)
        capitals = [x for x in letters if not x.islower()] if "'" not in part and "’" not in part else letters
        found.update(dict.fromkeys(folded("".join(each)) for each in (letters, capitals) if _is_acronym(each)))
    yield from found


def _plain(name: str) -> str:
    """Return a name without case and accents, and with Chinese numerals as digits."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return _NUMERAL.sub(lambda numeral: str(_number(numeral[0])), bare)


def _is_acronym(letters: list[str]) -> bool:
    return sum(x.isalpha() and x.isascii() for x in letters) > 1


def _number(numeral: str) -> int | str:
    """Return the number of a Chinese numeral, digit by digit or with tens and hundreds.

    >>> _number("十一"), _number("二十"), _number("二〇二四")
    (11, 20, '2024')
    """
    if not any(c in _UNITS for c in numeral):
        return "".join(str(_DIGITS[c]) for c in numeral)
    total, digit = 0, None
    for c in numeral:
        if c in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[c]
            digit = None
        else:
            digit = _DIGITS[c]
    return total + (digit or 0)


def _arabic(word: str) -> str:
    """Return a Roman numeral up to 39 or an English number up to twenty as digits, and any other word unchanged.

    >>> _arabic("xiv"), _arabic("iii"), _arabic("vivid"), _arabic("eleven")
    ('14', '3', 'vivid', '11')
    """
    if word in _IN_DIGITS:
        return _IN_DIGITS[word]
    match = _ROMAN.fullmatch(word)
    if not word or match is None or word == "x":  # the letter of SpaceX is no number
        return word
    numbers = [_ROMAN_VALUES[c] for c in word]
    return str(sum(-n if n < max(numbers[at:]) else n for at, n in enumerate(numbers)))
