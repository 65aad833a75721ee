"""Request numbers and receipt secrets: made, written, and read however they are typed."""

import hashlib
import hmac
import re
import secrets

# No letter that is taken for another when it is read out, or that Turkish writes twice (I, İ).
ALPHABET = "23456789ABCDEFGHJKMNPRSTVYZ"
REFERENCE_LENGTH = 8  # the last one checks the others
SECRET_LENGTH = 24
_SEPARATORS = re.compile(r"[\s\-‐-―_.,/]+")
_ASCII_UPPER = {ord(letter): ord(letter) - 32 for letter in "abcdefghijklmnopqrstuvwxyz"}


def make_reference(prefix: str) -> str:
    """A new number such as `EBB-7K4M-9RTA`. It is no secret: citizens read it out on the phone."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(REFERENCE_LENGTH - 1))
    return _written(prefix, body + _check_letter(body))


def read_reference(typed: str, prefix: str) -> str | None:
    """The canonical form of a number typed in small letters, with spaces or without its prefix.

    None if it cannot be one: its last letter checks the others, so a slip of the finger is
    noticed at once.
    """
    letters = _letters(typed)
    if len(letters) != REFERENCE_LENGTH:  # a number may itself begin with the prefix's letters
        letters = letters.removeprefix(_letters(prefix))
    if len(letters) != REFERENCE_LENGTH or not set(letters) <= set(ALPHABET):
        return None
    if _check_letter(letters[:-1]) != letters[-1]:
        return None
    return _written(prefix, letters)


def make_secret(secret_key: str, idempotency_key: str) -> str:
    """The receipt secret of the sending `idempotency_key`, in groups: `7K4M-9RTA-…`.

    24 letters of 27 are 114 bits. It is computed and not kept, so that a page that is reloaded and
    an e-mail that is sent later show the same secret while the database holds only its hash: who
    reads the database cannot track anybody's request.
    """
    digest = hmac.new(
        secret_key.encode(), b"receipt secret\0" + idempotency_key.encode(), hashlib.sha256
    ).digest()
    number = int.from_bytes(digest, "big")
    letters = []
    for _ in range(SECRET_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "-".join("".join(letters[start : start + 4]) for start in range(0, SECRET_LENGTH, 4))


def hash_secret(secret: str) -> str:
    """What the database keeps. A plain hash is enough for 114 random bits: nobody can try them."""
    return hashlib.sha256(_letters(secret).encode()).hexdigest()


def is_secret_of(typed: str, secret_hash: str) -> bool:
    return hmac.compare_digest(hash_secret(typed), secret_hash)


def _letters(typed: str) -> str:
    """ASCII capitals only: upper() would follow no language, and Turkish needs its own."""
    return _SEPARATORS.sub("", typed).translate(_ASCII_UPPER)


def _check_letter(body: str) -> str:
    # The weights are powers of two, none of them a multiple of 3: in arithmetic modulo 27 every
    # wrong letter and every swap of two neighbours changes the sum.
    total = sum(ALPHABET.index(letter) << place for place, letter in enumerate(body))
    return ALPHABET[total % len(ALPHABET)]


def _written(prefix: str, letters: str) -> str:
    return f"{prefix}-{letters[:4]}-{letters[4:]}"
