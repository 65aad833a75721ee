import pytest

from feedback_api.actions.references import (
    ALPHABET,
    hash_secret,
    is_secret_of,
    make_reference,
    make_secret,
    read_reference,
)


def test_a_reference_is_read_however_it_is_typed():
    reference = make_reference("EBB")
    bare = reference.removeprefix("EBB-")

    read = {
        read_reference(typed, "EBB")
        for typed in (
            reference,
            reference.lower(),
            f"  {reference} ",
            reference.replace("-", " "),
            reference.replace("-", ""),
            reference.replace("-", "–"),
            bare,
            bare.lower(),
        )
    }

    assert read == {reference}


def test_a_number_that_begins_like_the_prefix_is_read_without_it():
    valid = [f"EBB2-222{last}" for last in ALPHABET if read_reference(f"EBB-EBB2222{last}", "EBB")]

    assert len(valid) == 1
    assert read_reference(valid[0], "EBB") == f"EBB-{valid[0]}"


def test_every_wrong_letter_in_a_reference_is_noticed():
    letters = make_reference("EBB").removeprefix("EBB-").replace("-", "")

    accepted = [
        (place, letter)
        for place in range(len(letters))
        for letter in ALPHABET
        if letter != letters[place]
        and read_reference(letters[:place] + letter + letters[place + 1 :], "EBB")
    ]

    assert accepted == []


def test_every_swap_of_two_neighbours_in_a_reference_is_noticed():
    letters = make_reference("EBB").removeprefix("EBB-").replace("-", "")

    for place in range(len(letters) - 1):
        left, right = letters[place : place + 2]
        swapped = letters[:place] + right + left + letters[place + 2 :]
        assert left == right or read_reference(swapped, "EBB") is None


@pytest.mark.parametrize("typed", ["", "EBB", "EBB-0000-0000", "İBB-7K4M-9RTA", "ı" * 8, "1" * 99])
def test_what_cannot_be_a_reference_is_none(typed):
    assert read_reference(typed, "EBB") is None


def test_a_secret_is_the_same_for_the_same_sending_and_another_for_any_other():
    secrets = {make_secret("key", "a"), make_secret("key", "b"), make_secret("other", "a")}

    assert make_secret("key", "a") in secrets
    assert len(secrets) == 3


def test_a_secret_is_recognised_however_it_is_typed():
    secret = make_secret("key", "a")
    kept = hash_secret(secret)

    assert is_secret_of(secret.lower().replace("-", " "), kept)
    assert not is_secret_of(secret[:-1], kept)
    assert secret.replace("-", "") not in kept
