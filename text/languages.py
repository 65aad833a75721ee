"""Languages by the names that people call them."""

from collections.abc import Mapping
from functools import cache

from babel import Locale

from text.language import current_language


@cache
def language_names(*spoken: str) -> Mapping[str, str]:
    """`İngilizce` -> `en`: every language that has a short code, by its names and by the code."""
    names = {
        name: code
        for language in ("en", *spoken)
        for code, name in Locale.parse(language).languages.items()
        if len(code) == 2
    }
    return names | {code: code for code in names.values()}


def say_language(code: str) -> str:
    """A language's name in the current language."""
    return Locale.parse(code).get_language_name(current_language()) or code
