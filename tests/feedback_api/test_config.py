import pytest
from flask import request

from feedback_api import create_app
from feedback_api.config import NEEDED_IN_PRODUCTION, load_settings
from feedback_api.errors import SettingsNotReady

PRODUCTION = {
    "MEYDAN_ENV": "production",
    "DATABASE_URL": "sqlite:///var/meydan.db",
    "SECRET_KEY": "0123456789abcdef" * 4,
    "SITE_URL": "https://www.example.gov.tr",
    "MAIL_URL": "smtp://mail.example.gov.tr",
    "MAIL_FROM": "basvuru@example.gov.tr",
}


def test_a_laptop_needs_no_settings():
    settings = load_settings({})

    assert not settings.production
    assert settings.site_url == "http://127.0.0.1:8000"


def test_production_names_all_that_is_missing_at_once():
    with pytest.raises(SettingsNotReady) as refusal:
        load_settings({"MEYDAN_ENV": "production"})

    assert [name for name in NEEDED_IN_PRODUCTION if name not in str(refusal.value)] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SITE_URL", "http://www.example.gov.tr"),
        ("SITE_URL", "www.example.gov.tr"),
        ("MAIL_URL", "console:"),
        ("MAIL_URL", "ftp://mail"),
        ("MEYDAN_ENV", "staging"),
        ("WORKER", "none"),
        ("TRUSTED_PROXIES", "all"),
        ("RATELIMIT_URL", "redis://localhost"),
    ],
)
def test_a_setting_that_is_not_safe_is_refused(name, value):
    with pytest.raises(SettingsNotReady, match=name):
        load_settings({**PRODUCTION, name: value})


def test_production_answers_only_under_its_own_name_and_sends_its_cookie_safely(tables):
    app = create_app({**PRODUCTION, "DATABASE": tables})
    client = app.test_client()

    honest = client.get("/basvuru/", base_url="https://www.example.gov.tr")
    poisoned = client.get("/basvuru/", base_url="https://evil.example")

    assert honest.status_code == 200
    assert "max-age=31536000" in honest.headers["Strict-Transport-Security"]
    cookie = honest.headers["Set-Cookie"]
    assert cookie.startswith("__Host-meydan=")
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert poisoned.status_code == 400


@pytest.mark.parametrize(("proxies", "address"), [("0", "127.0.0.1"), ("1", "203.0.113.7")])
def test_a_citizens_address_is_believed_only_of_a_proxy_that_is_ours(tables, proxies, address):
    app = create_app({"DATABASE": tables, "TRUSTED_PROXIES": proxies})
    seen = []
    app.before_request(lambda: seen.append(request.remote_addr))

    # The proxy adds what it saw behind what the citizen claims.
    app.test_client().get("/healthz", headers={"X-Forwarded-For": "10.6.6.6, 203.0.113.7"})

    assert seen == [address]
