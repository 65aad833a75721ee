"""Where this machine keeps content, output and state, read from the environment and `.env`."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values

from municipality import Municipality, load
from publishing.errors import SettingsMissing

ROOT = Path(__file__).resolve().parent.parent

_DEFAULTS = {
    "SITE_URL": "http://127.0.0.1:8000",
    "DATABASE_URL": "sqlite:///var/meydan.db",
    "DEPLOY_URL": "file:var/site",
}


@dataclass(frozen=True)
class Settings:
    root: Path  # the repository
    content: Path
    output: Path
    var: Path
    site_url: str  # without a slash at its end
    database_url: str
    deploy_url: str
    municipality: Municipality
    hub: str = ""  # WebSub: who tells readers of feeds at once; none if empty
    environ: Mapping[str, str] = field(default_factory=dict, repr=False)  # tokens stand here

    def shown(self, path: Path) -> Path:
        """The path as people of this repository type it."""
        for folder, prefix in ((self.root, Path()), (self.content, Path(self.content.name))):
            if path.is_relative_to(folder):
                return prefix / path.relative_to(folder)
        return path


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from `environ`, by default the process's environment over the `.env` of the root.

    Relative paths are relative to the root. Raises SettingsMissing and MunicipalityError.
    """
    if environ is None:
        written = {key: value or "" for key, value in dotenv_values(ROOT / ".env").items()}
        environ = {**written, **os.environ}
    if environ.get("MEYDAN_ENV") == "production":
        missing = [name for name in _DEFAULTS if not environ.get(name)]
        if missing:
            raise SettingsMissing(missing)
    folder = environ.get("MUNICIPALITY_FOLDER")
    return Settings(
        root=ROOT,
        content=ROOT / (environ.get("CONTENT_FOLDER") or "content"),
        output=ROOT / (environ.get("OUTPUT_FOLDER") or "output"),
        var=ROOT / (environ.get("VAR_FOLDER") or "var"),
        site_url=_read(environ, "SITE_URL").rstrip("/"),
        database_url=_from_root(_read(environ, "DATABASE_URL")),
        deploy_url=_read(environ, "DEPLOY_URL"),
        municipality=load(ROOT / folder if folder else None),
        hub=environ.get("WEBSUB_HUB") or "",
        environ=environ,
    )


def _read(environ: Mapping[str, str], name: str) -> str:
    return environ.get(name) or _DEFAULTS[name]


def _from_root(url: str) -> str:
    """SQLite's relative paths would otherwise depend on the folder the command is typed in."""
    path = url.removeprefix("sqlite:///")
    if path == url or path.startswith((":", "/")):
        return url
    return f"sqlite:///{ROOT / path}"
