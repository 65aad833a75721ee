"""`python -m deploy.demo`: a whole municipality on one port of this machine."""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from database import Database
from database.migrations import upgrade
from deploy.demo.content import copy_content, hours_of_newest
from deploy.demo.opinions import sow_opinions
from deploy.demo.place import ROOT, Notes, Place, new_secret_key
from deploy.demo.requests import USERNAME, Sower, open_desk
from feedback_api.actions.people import make_password
from feedback_api.attachments import open_attachments
from municipality import Municipality, load
from standins.mail import serving_mail
from text.language import gettext, speaking

MIGRATIONS = (ROOT / "networks" / "migrations", ROOT / "feedback_api" / "migrations")
PATIENCE = 30  # seconds until the service must answer
# An account posts ten times an hour at most, the oldest first, and pages lead to the posts that
# were there before: published once, a new demo would show neither the newest posts nor a link.
EARLIER = timedelta(minutes=61)
SHARED = 20  # items, of which each account posts its part


def main() -> int:
    chosen = _read_arguments()
    now = datetime.now(UTC)
    at = chosen.at.astimezone(UTC) if chosen.at else now
    place = Place(folder=chosen.folder.resolve(), port=chosen.port, shift=at - now)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with speaking(_language()):
        if not _is_free(chosen.port):
            _say(
                gettext(
                    "Port %(port)s is taken by another program. Choose another one: "
                    "make demo PORT=%(other)s",
                    port=chosen.port,
                    other=chosen.port + 80,
                )
            )
            return 1
        try:
            return _run(place, at=at)
        except KeyboardInterrupt:
            _say(gettext("The demo has stopped."))
            return 0


def _run(place: Place, *, at: datetime) -> int:
    municipality = load()
    notes = place.read_notes(at=at)
    if notes is None:
        place.clear()
    secret_key = notes.secret_key if notes else new_secret_key()
    _renew_content(place, municipality, at)
    password = make_password()
    with serving_mail(place.mails) as mail_port:
        environment = {
            **os.environ,
            **place.environment(secret_key, mail_port),
            "SHARING_WINDOW": str(
                hours_of_newest(SHARED, place.content, at=at, zone=municipality.time_zone)
            ),
            "DEMO_PASSWORD": password,
        }
        is_new = notes is None
        notes = _fill_database(place, municipality, notes, secret_key, password, at)
        with _serving(place, environment) as service:
            if is_new:
                _say(gettext("Publishing the sample site as it was an hour ago …"))
                _publish(environment, at - EARLIER)
            _say(gettext("Publishing the sample site …"))
            if not _publish(environment, at):
                return 1
            _show(place, notes, password)
            service.wait()
    _say(gettext("The service has stopped by itself; what it said stands above."))
    return 1


def _renew_content(place: Place, municipality: Municipality, at: datetime) -> None:
    """Today's copy of the sample content, with the addresses that its items had in the earlier."""
    addresses = place.content / "adresler.tsv"
    known = addresses.read_text(encoding="utf-8") if addresses.exists() else ""
    shutil.rmtree(place.content, ignore_errors=True)
    copy_content(ROOT / "content", place.content, at=at, zone=municipality.time_zone)
    texts = "".join(file.read_text(encoding="utf-8") for file in place.content.rglob("*.md"))
    # A sample that is no longer part of the software is not missed.
    kept = [line for line in known.splitlines(keepends=True) if line.partition("\t")[0] in texts]
    if kept:
        addresses.write_text("".join(kept), encoding="utf-8")


def _fill_database(
    place: Place,
    municipality: Municipality,
    notes: Notes | None,
    secret_key: str,
    password: str,
    at: datetime,
) -> Notes:
    """The tables, the clerk with a new password and, at the first start, the requests."""
    database = Database(place.database_url)
    try:
        for folder in MIGRATIONS:
            upgrade(database, folder)
        open_desk(database, password, language=municipality.language, at=at)
        if notes is not None:
            return notes
        sower = Sower(
            database,
            open_attachments(f"file:{place.folder}/attachments"),
            municipality,
            pictures=ROOT / "content" / "gorseller",
            secret_key=secret_key,
        )
        receipt = sower.sow(now=at)
        sow_opinions(database, now=at)
    finally:
        database.close()
    made = Notes(
        made_at=at.isoformat(),
        port=place.port,
        secret_key=secret_key,
        reference=receipt.reference,
        secret=str(receipt.secret),
    )
    place.write_notes(made)
    return made


@contextmanager
def _serving(place: Place, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The service under gunicorn; it is stopped when the block is left."""
    service = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "--config",
            str(ROOT / "deploy" / "gunicorn.conf.py"),
            "--bind",
            f"127.0.0.1:{place.port}",
            "--log-level",
            "warning",
            "deploy.demo.app:application",
        ],
        cwd=ROOT,
        env={**environment, "WEB_CONCURRENCY": "1"},
    )
    try:
        _wait_until_it_answers(place, service)
        yield service
    finally:
        service.terminate()
        service.wait()


def _wait_until_it_answers(place: Place, service: subprocess.Popen[bytes]) -> None:
    give_up_at = time.monotonic() + PATIENCE
    while time.monotonic() < give_up_at and service.poll() is None:
        try:
            with urllib.request.urlopen(f"{place.url}/healthz", timeout=2):  # noqa: S310
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(gettext("The service did not start; what it said stands above."))


def _publish(environment: dict[str, str], at: datetime) -> bool:
    """Publish as an editor would, with the same command."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "publish.py"), "publish", "--at", at.isoformat()],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    lines = done.stdout.splitlines()
    # Each post that it tells of can be looked at from /demo/: here its closing line is enough.
    for line in lines[-1:] if done.returncode == 0 else lines:
        _say(line)
    return done.returncode == 0


def _show(place: Place, notes: Notes, password: str) -> None:
    rows = [
        (gettext("Begin here"), f"{place.url}/demo/"),
        (gettext("The site"), f"{place.url}/"),
        (gettext("The request form"), f"{place.url}/basvuru/"),
        (gettext("The desk"), f"{place.url}/personel/"),
        (gettext("User name"), USERNAME),
        (gettext("Password"), password),
        (gettext("A request that was answered"), f"{place.url}/basvuru/takip/"),
        (gettext("Request number"), notes.reference),
        (gettext("Tracking secret"), notes.secret),
    ]
    width = max(len(label) for label, _ in rows)
    _say("")
    for label, value in rows:
        _say(f"  {label:<{width}}  {value}")
    _say("")
    _say(gettext("Ctrl-C stops all of it."))


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m deploy.demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "demo")
    parser.add_argument(
        "--at", type=datetime.fromisoformat, help="as if it were started at this moment (ISO 8601)"
    )
    return parser.parse_args()


def _language() -> str:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(variable, "").startswith(("tr", "en")):
            return os.environ[variable][:2]
    return load().language


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
