"""Numbers as editors write them, `1.250,5` in Turkish and `1,250.5` in English; sizes of files."""

import re

# More than a float holds exactly; nobody counts that far.
_MOST_DIGITS = 15
_NUMBER = re.compile(r"(?P<sign>[-−]?)\s*(?P<digits>\d[\d.,\u00a0\u202f ]*)")
_GROUPED = re.compile(r"\d{1,3}([.,\u00a0\u202f ])\d{3}(?:\1\d{3})*")


class NumberNotUnderstood(ValueError):
    """The text holds no number, several of them, or one in a form that we do not read."""


def read_number(text: str, language: str) -> float:
    """The one number of the text; a currency, a unit or a percent sign may stand beside it.

    Either notation is read, whatever the language; it decides only what `1.250` means: a thousand
    and more in Turkish, a little over one in English. Raises NumberNotUnderstood.
    """
    found = list(_NUMBER.finditer(text))
    if len(found) != 1:
        raise NumberNotUnderstood(text)
    digits = found[0]["digits"].strip(".,\u00a0\u202f ")
    value = _read_digits(digits, decimal="," if language == "tr" else ".")
    return -value if found[0]["sign"] else value


def say_size(length: int) -> str:
    """`240 kB`; never nothing, however short the file is."""
    return f"{max(1, round(length / 1000))} kB"


def _read_digits(digits: str, decimal: str) -> float:
    whole, mark, fraction = digits, "", ""
    if last := max(digits.rfind("."), digits.rfind(",")) + 1:
        mark, after = digits[last - 1], digits[last:]
        is_grouped = len(after) == 3 and _GROUPED.fullmatch(digits)
        is_repeated = digits.count(mark) > 1
        if not is_repeated and (not is_grouped or mark == decimal):
            whole, fraction = digits[: last - 1], after
    if not whole.isdecimal() and not _GROUPED.fullmatch(whole):
        raise NumberNotUnderstood(digits)
    plain = re.sub(r"\D", "", whole)
    if (fraction and not fraction.isdecimal()) or len(plain) > _MOST_DIGITS:
        raise NumberNotUnderstood(digits)
    return float(f"{plain}.{fraction or 0}")
