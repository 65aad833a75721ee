"""How a text becomes the words of the index, and a question the words to look for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from search.forms import forms_of
from search.stop_words import STOP_WORDS, STOP_WORDS_AS_WRITTEN
from text.turkish import fold, lower

# A question of more words than these is a pasted text; the first ones say what it is about.
MOST_WORDS = 12
# A shorter word begins too many others: "kar" is snow, "karar" a decision.
SHORTEST_BEGINNING = 4

# What follows an apostrophe is a suffix: Hınıs'ta, 153'ü, the city's.
_SUFFIX = re.compile(r"(?<=\w)['’‘`´]\w+")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Word:
    written: str  # as it stands in the text: "Yollarının"
    folded: str  # "yollarinin"
    forms: tuple[str, ...]  # what it shares with its other forms: "yolla", "yol"

    @property
    def whole(self) -> str:
        """In FTS5's language: the word as it is. Quoted, so that no sign of it is syntax."""
        return f'{{title body}} : "{self.folded}"'

    @property
    def any_form(self) -> str:
        """In FTS5's language: the word as it is, or in another form."""
        return self._in("title body", "title_forms body_forms")

    @property
    def in_title(self) -> str:
        """As any_form, in the title only."""
        return self._in("title", "title_forms")

    def _in(self, columns: str, columns_of_forms: str) -> str:
        forms = " OR ".join(f'"{form}"' for form in self.forms)
        beginning = "*" if len(self.folded) >= SHORTEST_BEGINNING else ""
        whole = f'{{{columns}}} : "{self.folded}"{beginning}'
        return f"({whole} OR {{{columns_of_forms}}} : ({forms}))"


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in their order."""
    for written in _WORD.findall(_SUFFIX.sub("", text)):
        yield _word(written)


def words_of_question(question: str, language: str) -> list[Word]:
    """The words that say what is asked, each once; all of them if it has no other words."""
    all_words = list({word.folded: word for word in words_of(question)}.values())
    stop_words = STOP_WORDS.get(language, frozenset())
    telling = [
        word
        for word in all_words
        if word.folded not in stop_words and lower(word.written) not in STOP_WORDS_AS_WRITTEN
    ]
    return (telling or all_words)[:MOST_WORDS]


# A text repeats its words, and so do the texts of a site.
@lru_cache(maxsize=100_000)
def _word(written: str) -> Word:
    folded = fold(written)
    return Word(written, folded, forms_of(folded))
