import pytest

from feedback_api.actions.contacts import read_email, read_telephone, show_telephone


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ayse",
        "ayse@",
        "@example.org",
        "ayse@@example.org",
        '"ayse" <a@example.org>, b@example.org',
        "a@example.org\r\nBcc: b@example.org",
        "admın@example.org",
        "ADMİN@example.org",
        "a" * 310 + "@example.org",
    ],
)
def test_what_no_mail_server_knows_is_no_address(typed):
    assert read_email(typed) is None


def test_the_letters_of_an_address_are_never_exchanged():
    assert read_email("AdmIn@Example.ORG") == "AdmIn@example.org"


def test_a_domain_with_turkish_letters_is_written_as_servers_know_it():
    assert read_email("bilgi@örnek.com") == "bilgi@xn--rnek-4qa.com"


@pytest.mark.parametrize(
    "typed",
    ["0532 123 45 67", "5321234567", "0090 532 123 45 67", "+90 (532) 123-45-67", "٠٥٣٢١٢٣٤٥٦٧"],
)
def test_a_mobile_number_has_one_form(typed):
    assert read_telephone(typed, "TR") == "+905321234567"


@pytest.mark.parametrize("typed", ["", "153", "12", "telefonum yok", "0532", "9" * 60])
def test_what_cannot_be_called_back_is_no_number(typed):
    assert read_telephone(typed, "TR") is None


def test_a_number_is_shown_as_people_of_the_country_read_it():
    assert show_telephone("+905321234567", "TR") == "0532 123 45 67"
    assert show_telephone("+4930901820", "TR") == "+49 30 901820"
