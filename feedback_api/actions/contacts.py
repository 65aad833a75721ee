"""Reads addresses and telephone numbers as people write them."""

import phonenumbers
from email_validator import EmailNotValidError, validate_email


def read_email(typed: str) -> str | None:
    """The address as mail servers know it; None if there can be none.

    Letters outside ASCII are refused before the @: hardly a server delivers to them, and whoever
    folded `ı` or `İ` would write to somebody else.
    """
    try:
        found = validate_email(typed, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return None
    return found.ascii_email


def read_telephone(typed: str, country: str) -> str | None:
    """In E.164, such as `+905321234567`; None for what is no subscriber's number.

    `country` (ISO 3166-1) is whose numbers may be written without a country code.
    """
    try:
        number = phonenumbers.parse(typed, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def show_telephone(number: str, country: str) -> str:
    """An E.164 number as people of the country read it: `0532 123 45 67`."""
    parsed = phonenumbers.parse(number, country)
    domestic = phonenumbers.region_code_for_number(parsed) == country
    form = phonenumbers.PhoneNumberFormat
    return str(
        phonenumbers.format_number(parsed, form.NATIONAL if domestic else form.INTERNATIONAL)
    )
