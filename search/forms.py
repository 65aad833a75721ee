"""What the forms of one word have in common, so that one of them finds the others."""

import re

# In Turkish the first five letters of a word find its other forms about as well as a lemmatiser
# does: F. Can et al., "Information retrieval on Turkish texts", JASIST 59(3), 2008.
PREFIX = 5

# A word shorter than that prefix would not find its own forms, and its beginning would find
# strangers ("kar", snow: "karar", decision). Its forms are the word and a chain of endings: plural,
# whose, case; or one ending of a verb. All is folded: i stands for ı and i, u for u and ü.
_PLURAL = "l[ae]r"
_WHOSE = "[iu](?:m(?:[iu]z)?|n(?:[iu]z)?)?"
_CASE_OF_WHOSE = "n[aeiu]|nd[ae](?:n|ki)?|n[iu]n|yl[ae]"
_CASE = f"[dt][ae](?:n|ki)?|[iu]n|[ae]|l[ae]|{_CASE_OF_WHOSE}"
_OF_VERB = "m[iu]s|d[iu]|[iu]yor|m[ae](?:k|s[iu])?|[ae]n"
_WITH_OR_WITHOUT = "l[iu]k?|s[iu]z"
_ENGLISH_PLURAL = "e?s"
_AFTER_CONSONANT = re.compile(
    f"(?:{_WITH_OR_WITHOUT}|{_OF_VERB}|{_ENGLISH_PLURAL}|(?:{_PLURAL})?(?:{_WHOSE})?(?:{_CASE})?)"
)
_AFTER_VOWEL = re.compile(
    f"(?:{_WITH_OR_WITHOUT}|{_ENGLISH_PLURAL}"
    f"|(?:{_PLURAL}(?:{_WHOSE})?|m(?:[iu]z)?|n[iu]z|s[iu]|y{_WHOSE})?(?:{_CASE}|y[ae])?)"
)
# Of two letters only these: nearly every other beginning of two letters is a chance.
_SHORTEST = {"su", "ev", "is"}
_SOFTENED = {"b": "p", "d": "t", "g": "k"}


def forms_of(word: str) -> tuple[str, ...]:
    """What the folded `word` shares with its other forms, at least one: `kesin` of `kesintisi`."""
    forms = [_hardened(word[:PREFIX])]
    forms += [_hardened(word[:length]) for length in (2, 3, 4) if _is_root(word, length)]
    return tuple(dict.fromkeys(forms))


def _is_root(word: str, length: int) -> bool:
    """True if the word is its first letters and an ending."""
    root, ending = word[:length], word[length:]
    if not ending or (length == 2 and root not in _SHORTEST):
        return False
    endings = _AFTER_VOWEL if root[-1] in "aeiou" else _AFTER_CONSONANT
    return endings.fullmatch(ending) is not None


def _hardened(form: str) -> str:
    """The form as without a vowel after it: `sokağım` is `sokak`, `yurdu` is `yurt`."""
    if len(form) < PREFIX - 1:
        return form
    return form[:-1] + _SOFTENED.get(form[-1], form[-1])
