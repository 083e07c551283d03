"""The names of languages in biblatex: its own keys, and for a language without a key its English name."""

from __future__ import annotations

from collections.abc import Mapping

_NAMES: Mapping[str, str] = {
    "ar": "Arabic", "bg": "bulgarian", "bs": "Bosnian", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "es": "spanish", "et": "estonian", "fa": "Persian", "fi": "finnish",
    "fil": "Filipino", "fr": "french", "he": "Hebrew", "hi": "Hindi", "hr": "croatian", "hu": "hungarian",
    "hy": "Armenian", "id": "Indonesian", "it": "italian", "ja": "japanese", "ko": "Korean", "lt": "Lithuanian",
    "lv": "latvian", "ms": "Malay", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "Romanian", "ru": "russian", "sk": "slovak", "sl": "slovene", "sr": "serbian", "sv": "swedish", "ta": "Tamil",
    "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""ISO 639 codes to names; those in lower case are keys that biblatex translates."""


def name_of(code: str) -> str:
    """Return the name of a language, or its code if the name is not known.

    >>> name_of("ru"), name_of("zh-Hant"), name_of("qaa")
    ('russian', 'Chinese', 'qaa')
    """
    return _NAMES.get(code.partition("-")[0].lower(), code)
