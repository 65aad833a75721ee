import pytest

from feedback_api.actions import people
from tests.feedback_api.clerks import make_clerk, open_session
from tests.moments import NOON


@pytest.fixture
def run(app):
    """Runs a command of the service; gives its exit code and what it printed."""

    def run(*arguments):
        result = app.test_cli_runner().invoke(args=arguments)
        return result.exit_code, result.output

    return run


def password_in(output):
    return output.split("Parola: ")[1].strip()


def test_a_new_clerk_signs_in_with_the_password_that_was_printed(run, tables):
    code, output = run("create-clerk", "ayse", "--display-name", "Ayşe Yıldız", "--unit", "zabita")

    signed_in = people.sign_in(
        tables, "ayse", password_in(output), address="192.0.2.1", secret_key="k", at=NOON
    )
    assert code == 0
    assert (signed_in.clerk.display_name, signed_in.clerk.units) == ("Ayşe Yıldız", ("zabita",))


def test_a_reset_gives_a_new_password_and_ends_the_sessions(run, tables):
    token = open_session(tables, make_clerk(tables))

    code, output = run("create-clerk", "ayse", "--reset")

    assert code == 0
    assert password_in(output)
    assert people.see_session(tables, token, at=NOON) is None


def test_a_disabled_clerk_is_told_by_name(run, tables):
    make_clerk(tables)

    code, output = run("create-clerk", "ayse", "--disable")

    assert (code, output) == (0, "ayse artık giriş yapamaz.\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["ayşe"], "kullanıcı adı olamaz"),
        (["can"], "zaten var"),
        (["yeni", "--unit", "zabta"], "“zabita” mi demek istediniz?"),
        (["yeni", "--language", "de"], "Masanın dilleri"),
        (["kimse", "--reset"], "“kimse” adlı bir görevli yok"),
        (["kimse", "--disable"], "“kimse” adlı bir görevli yok"),
    ],
)
def test_a_mistake_gets_one_sentence(run, tables, arguments, sentence):
    make_clerk(tables, "can")

    code, output = run("create-clerk", *arguments)

    assert code == 1
    assert sentence in output
    assert len(output.strip().splitlines()) == 1
