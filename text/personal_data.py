"""What identifies one person in a text: identity numbers, telephones, e-mails, accounts."""

import re

IDENTITY_NUMBER = re.compile(r"(?<![\d.,/-])[1-9]\d{10}(?![\d/-])")
MOBILE_PHONE = re.compile(
    r"(?<!\d)(?:\+90|0090|0)[\s(.-]{0,3}5\d{2}[\s).-]{0,3}\d{3}[\s.-]?\d{2}[\s.-]?\d{2}(?!\d)"
)
IBAN = re.compile(r"\bTR\d{2}(?: ?\d{4}){5} ?\d{2}\b", re.IGNORECASE)

# To hide is not to accuse: these also take what only looks like one.
_HIDDEN = (
    re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"),
    re.compile(r"\bTR\d{2}(?: ?[0-9]{2,4}){1,6}\b", re.IGNORECASE),
    re.compile(r"(?<!\d)\d{4}(?:[ -]?\d{4}){3}(?!\d)"),  # a payment card
    re.compile(r"(?<!\d)\d{11}(?!\d)"),
    re.compile(
        r"(?<!\d)\(?(?:(?:\+90|0090|90|0)[\s(.-]{0,3})?[2-58]\d{2}[\s).-]{0,3}"
        r"\d{3}[\s.-]?\d{2}[\s.-]?\d{2}(?!\d)"
    ),
)


def is_identity_number(digits: str) -> bool:
    """True if the last two of the eleven digits are the checks of a Turkish identity number."""
    numbers = [int(digit) for digit in digits]
    odd, even = sum(numbers[0:9:2]), sum(numbers[1:8:2])
    return (odd * 7 - even) % 10 == numbers[9] and sum(numbers[:10]) % 10 == numbers[10]


def is_iban(text: str) -> bool:
    """True if the two check digits are right (ISO 13616)."""
    plain = text.replace(" ", "").upper()
    return int("".join(str(int(letter, 36)) for letter in plain[4:] + plain[:4])) % 97 == 1


def hide_personal_data(text: str, mark: str) -> str:
    """The text with `mark` wherever it names an address, a number or an account of somebody."""
    for pattern in _HIDDEN:
        text = pattern.sub(mark, text)
    return text
