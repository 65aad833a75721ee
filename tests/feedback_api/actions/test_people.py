import threading
from datetime import timedelta
from itertools import product

import pytest
from argon2 import extract_parameters
from sqlalchemy import select

from feedback_api.actions import people
from feedback_api.errors import (
    DeskIsBusy,
    SignInRefused,
    TooManyAttempts,
    UsernameNotUsable,
    UsernameTaken,
)
from feedback_api.models.people import IDLE_LIMIT, SESSION_LIMIT, SignInSession, fold_username
from tests.feedback_api.clerks import PASSWORD, hash_cheaply, make_clerk, open_session
from tests.feedback_api.factories import KEY
from tests.moments import NOON


def sign_in(database, username="ayse", password=PASSWORD, *, address="192.0.2.1", at=NOON):
    return people.sign_in(database, username, password, address=address, secret_key=KEY, at=at)


def fail(database, times, **given):
    for _ in range(times):
        with pytest.raises(SignInRefused):
            sign_in(database, password="yanlış", **given)


def test_only_a_hash_of_the_session_is_kept(any_tables):
    make_clerk(any_tables, password_hash=hash_cheaply())

    signed_in = sign_in(any_tables)

    with any_tables.reading() as session:
        kept = session.scalars(select(SignInSession.token_hash)).all()
    assert len(signed_in.token) >= 43  # 256 bits
    assert signed_in.token not in kept
    assert people.see_session(any_tables, signed_in.token, at=NOON).username == "ayse"


def test_capitals_of_a_username_do_not_matter(tables):
    clerk = make_clerk(tables, password_hash=hash_cheaply())

    assert sign_in(tables, "  AYSE ").clerk.id == clerk.id


@pytest.mark.parametrize("username", ["ayse\0", "ayşe", "", "a" * 5000, "' or 1=1 --"])
def test_a_name_that_nobody_can_have_is_refused_like_a_wrong_password(tables, username):
    with pytest.raises(SignInRefused):
        sign_in(tables, username)


def test_different_letters_never_become_the_same_username():
    spellings = ["".join(letters) for letters in product("iıIİK\u212a\u017f", repeat=3)]

    folded = {fold_username(spelling) for spelling in spellings}

    # Only I and i are one, and K and k: the other letters stay what they are.
    assert len(folded) == 6**3


@pytest.mark.parametrize("username", ["ayşe", "admın", "a", "citizen", "system", "a b", "x" * 41])
def test_a_username_that_could_be_mistaken_is_refused(tables, username):
    with pytest.raises(UsernameNotUsable):
        make_clerk(tables, username)


def test_a_username_is_given_once(tables):
    make_clerk(tables, password_hash=hash_cheaply())
    with pytest.raises(UsernameTaken):
        make_clerk(tables, "Ayse")


def test_five_mistakes_stop_a_person_for_a_quarter_of_an_hour(any_tables):
    make_clerk(any_tables, password_hash=hash_cheaply())
    fail(any_tables, 5)

    with pytest.raises(TooManyAttempts):
        sign_in(any_tables)

    assert sign_in(any_tables, at=NOON + timedelta(minutes=16)).token


def test_a_colleague_at_another_address_is_not_stopped(tables):
    make_clerk(tables, password_hash=hash_cheaply())
    fail(tables, 5)

    assert sign_in(tables, address="198.51.100.7").token


def test_an_office_that_signs_in_together_is_not_stopped(tables):
    make_clerk(tables, password_hash=hash_cheaply())

    for _ in range(people.OF_ADDRESS.most + 1):
        signed_in = sign_in(tables)

    assert signed_in.token


def test_one_address_cannot_try_many_names(tables):
    make_clerk(tables, password_hash=hash_cheaply())
    for number in range(people.OF_ADDRESS.most // people.OF_PERSON.most):
        make_clerk(tables, f"clerk{number}", password_hash=hash_cheaply())
        fail(tables, people.OF_PERSON.most, username=f"clerk{number}")

    with pytest.raises(TooManyAttempts):
        sign_in(tables)


def test_guesses_at_the_same_moment_are_all_counted(tables):
    make_clerk(tables, "ayse", password_hash=hash_cheaply())
    refused = []

    def guess():
        try:
            sign_in(tables, password="yanlış")
        except (SignInRefused, TooManyAttempts, DeskIsBusy) as error:
            refused.append(type(error))

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert refused.count(SignInRefused) == people.OF_PERSON.most


def test_a_session_ends_when_nobody_uses_it(tables):
    clerk = make_clerk(tables, password_hash=hash_cheaply())
    token = open_session(tables, clerk)

    assert people.see_session(tables, token, at=NOON + IDLE_LIMIT) is None


def test_a_session_that_is_used_still_ends_after_a_working_day(any_tables):
    clerk = make_clerk(any_tables, password_hash=hash_cheaply())
    token = open_session(any_tables, clerk)
    at = NOON
    while at - NOON < SESSION_LIMIT:
        assert people.see_session(any_tables, token, at=at)
        at += IDLE_LIMIT / 2

    assert people.see_session(any_tables, token, at=at) is None


def test_signing_out_ends_every_copy_of_the_session(any_tables):
    clerk = make_clerk(any_tables, password_hash=hash_cheaply())
    token = open_session(any_tables, clerk)

    with any_tables.transaction() as session:
        people.sign_out(session, token)

    assert people.see_session(any_tables, token, at=NOON) is None


def test_a_disabled_clerk_is_out_at_once_and_stays_out(any_tables):
    clerk = make_clerk(any_tables, password_hash=hash_cheaply())
    token = open_session(any_tables, clerk)

    with any_tables.transaction() as session:
        people.disable_clerk(session, "ayse")

    assert people.see_session(any_tables, token, at=NOON) is None
    with pytest.raises(SignInRefused):
        sign_in(any_tables)


def test_a_new_password_ends_the_sessions_of_the_old_one(tables):
    clerk = make_clerk(tables, password_hash=hash_cheaply())
    token = open_session(tables, clerk)

    with tables.transaction() as session:
        people.reset_password(session, "ayse", password_hash="new")

    assert people.see_session(tables, token, at=NOON) is None


def test_an_unknown_name_costs_as_much_work_as_a_wrong_password():
    real = people.hash_password(PASSWORD)

    assert extract_parameters(people._HASH_OF_NOBODY) == extract_parameters(real)


def test_passwords_that_we_make_are_long_and_never_the_same():
    passwords = {people.make_password() for _ in range(100)}

    assert len(passwords) == 100
    assert all(len(password) == 23 for password in passwords)
