"""Says each message in the language of the page or terminal it is for."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from babel import Locale, localedata
from babel.core import get_global
from babel.support import LazyProxy

from text.catalogues import read_catalogue

_language: ContextVar[str] = ContextVar("language", default="tr")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Inside this block every message is in `language` (a BCP 47 code such as "tr")."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def is_language(code: str) -> bool:
    """True for the code of a language whose dates and numbers we can write, such as "tr"."""
    return code.isascii() and code.isalpha() and code.islower() and localedata.exists(code)


@cache
def locale_of(code: str) -> str:
    """The language where most people speak it, as networks name it: `tr_TR`, `en_US`."""
    likely = Locale.parse(get_global("likely_subtags").get(code, code))
    return f"{likely.language}_{likely.territory}" if likely.territory else likely.language


def current_language() -> str:
    return _language.get()


def gettext(message: str, /, **values: object) -> str:
    """The message in the current language, its `%(name)s` places filled from `values`.

    Messages are written in English in the code; a language without a catalogue gets them so.
    """
    translated = read_catalogue(_language.get()).gettext(message)
    return translated % values if values else translated


def ngettext(singular: str, plural: str, n: int, /, **values: object) -> str:
    """Like gettext, for a message that counts; `%(num)s` is the number itself."""
    translated = read_catalogue(_language.get()).ngettext(singular, plural, n)
    return translated % {"num": n, **values}


def lazy_gettext(message: str, /, **values: object) -> LazyProxy:
    """A message that is put into words only when it is shown, for labels of form classes."""
    return LazyProxy(gettext, message, enable_cache=False, **values)
