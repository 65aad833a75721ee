"""The urgent announcements of the site, which stand on the service's pages too."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

log = logging.getLogger(__name__)

# Written by every build, and deployed with the site (publishing/engine/files.py).
FILE = ".meydan/alerts.json"


@dataclass(frozen=True)
class AlertFacts:
    ends: datetime


@dataclass(frozen=True)
class Alert:
    """An announcement as the banner's macro wants it."""

    title: str
    url: str
    language: str  # that it is written in: not always the page's
    sample: bool
    facts: AlertFacts


def list_alerts(site_folder: Path, *, language: str, at: datetime) -> Sequence[Alert]:
    """The alerts of the deployed site that have not ended; none if the file cannot be read."""
    path = site_folder / FILE
    try:
        alerts = _read(path, path.stat().st_mtime_ns).get(language, ())
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        log.exception("%s cannot be read: no page shows the urgent announcements", path)
        return ()
    return [alert for alert in alerts if alert.facts.ends > at]


@lru_cache(maxsize=2)
def _read(path: Path, changed_ns: int) -> dict[str, list[Alert]]:
    """Kept until the file changes: every page asks."""
    written = json.loads(path.read_text(encoding="utf-8"))
    return {
        language: [
            Alert(
                title=str(alert["title"]),
                url=str(alert["url"]),
                language=str(alert.get("language", language)),
                sample=bool(alert["sample"]),
                facts=AlertFacts(ends=datetime.fromisoformat(alert["ends"])),
            )
            for alert in alerts
        ]
        for language, alerts in written.items()
    }
