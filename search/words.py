"""How a text becomes the words of the index, and a question the words to look for."""

import re

from text.turkish import fold

# In Turkish the first five letters of a word find its other forms about as well as a lemmatiser
# does: F. Can et al., "Information retrieval on Turkish texts", JASIST 59(3), 2008.
PREFIX = 5
# A question of more words than these is a pasted text; the first ones say what it is about.
MOST_WORDS = 12

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The folded words of a text."""
    return _WORD.findall(fold(text))


def prefixes_of(text: str) -> list[str]:
    """The first five letters of each folded word."""
    return [word[:PREFIX] for word in words_of(text)]


def match_expression(question: str) -> str | None:
    """The question in FTS5's language: every word whole (or begun), or by its prefix.

    None if the question has no word. The words are quoted, so no sign of the question is syntax.
    """
    words = list(dict.fromkeys(words_of(question)))[:MOST_WORDS]
    if not words:
        return None
    return " AND ".join(
        f'({{title body}}:"{word}"* OR {{title_prefixes body_prefixes}}:"{word[:PREFIX]}")'
        for word in words
    )
