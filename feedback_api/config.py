"""What changes between machines, read from the environment and refused all at once."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from feedback_api.errors import SettingsNotReady
from text.language import gettext

ROOT = Path(__file__).parent.parent
DEVELOPMENT_KEY = "a key for development only, which production refuses"

# What a laptop works with. In production the starred ones must be set.
DEFAULTS = {
    "MEYDAN_ENV": "development",
    "DATABASE_URL": "sqlite:///var/meydan.db",
    "SECRET_KEY": DEVELOPMENT_KEY,
    "SITE_URL": "http://127.0.0.1:8000",
    "MAIL_URL": "console:",
    "MAIL_FROM": "",
    "ATTACHMENTS_URL": "file:var/attachments",
    "RATELIMIT_URL": "database:",
    "SITE_FOLDER": "var/site",
    "VAR_FOLDER": "var",
    "MUNICIPALITY_FOLDER": "",
    "WORKER": "process",
    "TRUSTED_PROXIES": "0",
    "WEBSUB_HUB": "",
}
NEEDED_IN_PRODUCTION = ("DATABASE_URL", "SECRET_KEY", "SITE_URL", "MAIL_URL", "MAIL_FROM")
SHORTEST_KEY = 32


@dataclass(frozen=True)
class Settings:
    production: bool
    database_url: str
    secret_key: str
    site_url: str  # without a slash at its end
    mail_url: str
    mail_from: str
    attachments_url: str
    ratelimit_url: str
    site_folder: Path
    var_folder: Path
    municipality_folder: Path | None
    worker: str  # "thread": one of the service's own; "process": `flask worker` runs elsewhere
    trusted_proxies: (
        int  # between the citizen and us; what others say of an address is not believed
    )
    websub_hub: str  # address of the hub that readers of feeds subscribe at; none if empty
    environ: Mapping[str, str] = field(repr=False)  # all of it: the networks' tokens stand here

    @property
    def host(self) -> str:
        """The host's name in the public address, which is the only one we answer to."""
        return urlsplit(self.site_url).hostname or ""


def load_settings(given: Mapping[str, object] | None = None) -> Settings:
    """The settings in `given`, else in the environment and in `.env`.

    Raises SettingsNotReady with everything that is missing or wrong.
    """
    said = _environment() if given is None else {key: str(given[key]) for key in given}
    values = {key: said.get(key) or default for key, default in DEFAULTS.items()}
    if problems := [*_missing(values, said), *_wrong(values)]:
        raise SettingsNotReady(problems)
    folder = values["MUNICIPALITY_FOLDER"]
    return Settings(
        production=values["MEYDAN_ENV"] == "production",
        database_url=values["DATABASE_URL"],
        secret_key=values["SECRET_KEY"],
        site_url=values["SITE_URL"].rstrip("/"),
        mail_url=values["MAIL_URL"],
        mail_from=values["MAIL_FROM"],
        attachments_url=values["ATTACHMENTS_URL"],
        ratelimit_url=values["RATELIMIT_URL"],
        site_folder=ROOT / values["SITE_FOLDER"],
        var_folder=ROOT / values["VAR_FOLDER"],
        municipality_folder=ROOT / folder if folder else None,
        worker=values["WORKER"],
        trusted_proxies=int(values["TRUSTED_PROXIES"]),
        websub_hub=values["WEBSUB_HUB"],
        environ=said,
    )


def _environment() -> dict[str, str]:
    """The real environment wins over the file; on a machine of its own the service sends too."""
    from_file = {key: value for key, value in dotenv_values(ROOT / ".env").items() if value}
    return {"WORKER": "thread", **from_file, **os.environ}


def _missing(values: Mapping[str, str], said: Mapping[str, object]) -> list[str]:
    if values["MEYDAN_ENV"] != "production":
        return []
    return [
        gettext("%(name)s is not set.", name=name)
        for name in NEEDED_IN_PRODUCTION
        if not said.get(name)
    ]


def _wrong(values: Mapping[str, str]) -> list[str]:
    problems = []
    if values["MEYDAN_ENV"] not in {"development", "production"}:
        problems.append(gettext("MEYDAN_ENV must be “development” or “production”."))
    if values["WORKER"] not in {"thread", "process"}:
        problems.append(gettext("WORKER must be “thread” or “process”."))
    if not re.fullmatch("[0-9]", values["TRUSTED_PROXIES"]):
        problems.append(
            gettext("TRUSTED_PROXIES must be the number of proxies before the service, such as 1.")
        )
    if urlsplit(values["SITE_URL"]).scheme not in {"http", "https"}:
        problems.append(
            gettext("SITE_URL must be the public address, such as https://www.example.gov.tr.")
        )
    if urlsplit(values["MAIL_URL"]).scheme not in {"smtp", "smtps", "console"}:
        problems.append(gettext("MAIL_URL must begin with smtp://, smtps:// or be console:."))
    if values["RATELIMIT_URL"] != "database:":
        problems.append(gettext("RATELIMIT_URL must be database:."))
    if values["MEYDAN_ENV"] == "production":
        problems += _unsafe(values)
    return problems


def _unsafe(values: Mapping[str, str]) -> list[str]:
    """What a laptop may have and a public service may not."""
    problems = []
    if values["SECRET_KEY"] == DEVELOPMENT_KEY or len(values["SECRET_KEY"]) < SHORTEST_KEY:
        problems.append(
            gettext(
                "SECRET_KEY must be at least %(length)s random characters that nobody else knows; "
                "make them with: python3 -c 'import secrets; print(secrets.token_hex(32))'",
                length=SHORTEST_KEY,
            )
        )
    if not values["SITE_URL"].startswith("https://"):
        problems.append(gettext("SITE_URL must begin with https://."))
    if values["MAIL_URL"].startswith("console:"):
        problems.append(
            gettext("MAIL_URL must name a mail server, such as smtp://mail.example:587.")
        )
    return problems
