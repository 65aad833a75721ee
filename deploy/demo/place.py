"""Where the demo keeps its things, and the settings under which all of its parts run."""

import json
import secrets
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from municipality import load
from standins.networks import STAND_INS, write_token

ROOT = Path(__file__).parent.parent.parent
# The requests were sown so long ago at most; after that the demo makes new ones.
FRESH_FOR = timedelta(days=7)
TOKEN = "only the stand-ins know this token"  # noqa: S105 (it opens nothing else)


@dataclass(frozen=True)
class Notes:
    """What the demo must remember from one start to the next."""

    made_at: str  # ISO 8601, by the demo's clock
    port: int
    secret_key: str
    reference: str
    secret: str


@dataclass(frozen=True)
class Place:
    folder: Path
    port: int
    shift: timedelta  # of the demo's clock against the machine's

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def mails(self) -> Path:
        return self.folder / "mails"

    @property
    def standins(self) -> Path:
        return self.folder / "standins"

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.folder}/meydan.db"

    def read_notes(self, *, at: datetime) -> Notes | None:
        """The notes of an earlier start, unless it was too long ago or never finished.

        On another port everything has another address, posts that wait for their hour as well.
        """
        try:
            notes = Notes(**json.loads(self._notes.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        age = at - datetime.fromisoformat(notes.made_at)
        is_usable = timedelta(0) <= age < FRESH_FOR and notes.port == self.port
        return notes if is_usable else None

    def write_notes(self, notes: Notes) -> None:
        self._notes.write_text(json.dumps(asdict(notes)), encoding="utf-8")

    def clear(self) -> None:
        """Forget everything but the redrawn pictures, which take longest and stay the same."""
        kept = self.folder / "var" / "pictures"
        aside = self.folder.with_name(f".{self.folder.name}.pictures")
        if kept.exists():
            kept.replace(aside)
        shutil.rmtree(self.folder, ignore_errors=True)
        kept.parent.mkdir(parents=True)
        if aside.exists():
            aside.replace(kept)

    def environment(self, secret_key: str, mail_port: int) -> dict[str, str]:
        """For every process of the demo; nothing of the machine's own settings reaches it."""
        return {
            "MEYDAN_ENV": "development",
            "SECRET_KEY": secret_key,
            "SITE_URL": self.url,
            "DATABASE_URL": self.database_url,
            "MAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "MAIL_FROM": "basvuru@example.org",
            "ATTACHMENTS_URL": f"file:{self.folder}/attachments",
            "CONTENT_FOLDER": str(self.content),
            "OUTPUT_FOLDER": str(self.folder / "output"),
            "VAR_FOLDER": str(self.folder / "var"),
            "SITE_FOLDER": str(self.folder / "site"),
            "DEPLOY_URL": f"file:{self.folder}/site",
            "MUNICIPALITY_FOLDER": "",
            "WORKER": "thread",
            **self._networks(),
            "WEBSUB_HUB": f"{self.url}/demo/websub/",
            "DEMO_FOLDER": str(self.folder),
            "DEMO_PORT": str(self.port),
            "DEMO_SHIFT": str(self.shift.total_seconds()),
        }

    def _networks(self) -> dict[str, str]:
        """Every account of the municipality is on a stand-in here."""
        places = {f"{name.upper()}_BASE_URL": f"{self.url}/demo/{name}" for name in STAND_INS}
        tokens = {
            each.token_variable: write_token(each.network, TOKEN, each.settings)
            for each in load().accounts
            if each.token_variable
        }
        return places | tokens

    @property
    def _notes(self) -> Path:
        return self.folder / "notes.json"


def new_secret_key() -> str:
    return secrets.token_hex(32)
