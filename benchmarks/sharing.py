"""How long planning ten thousand posts takes, and from `publish` to the posts on six networks."""

import gc
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from uuid import uuid4

from flask import Flask, Response, send_from_directory

import networks
from database import Database
from database.migrations import upgrade
from municipality import load
from municipality.model import Way
from networks import planning
from networks.planning import Plan
from publish import GARBAGE
from publishing.settings import ROOT, load_settings
from publishing.share import share
from standins.networks import STAND_INS, write_token
from standins.serving import serving, serving_plainly
from standins.stage import Stage, stage_of

POSTS = 10_000
ADDITIONS = 20_000_000  # by which one machine's figures can be compared with another's
TOKEN = "deneme"  # noqa: S105 (of the stand-ins)
NOON = datetime(2026, 11, 24, 9, tzinfo=UTC)
TEXT = "Kar temizliği sürüyor\n\nEkipler bu sabah yirmi mahallede çalışıyor.\n\n"
NEWS = """\
Başlık: Kar temizliği sürüyor
Özet: Ekipler bu sabah yirmi mahallede çalışıyor.
Tarih: {date}
uid: {uid}
Örnek: evet

Ekipler çalışıyor.
"""


def run() -> Iterator[str]:
    yield f"this machine: {ADDITIONS:,} additions, one by one, take {_add():.2f} s"
    # A process of its own: what this one has loaded is not the ledger's.
    with get_context("spawn").Pool(1) as pool:
        before, seconds, bare, after = pool.apply(_plan)
    yield f"{POSTS:,} posts planned in {seconds:.2f} s; {seconds / bare:.1f} times bare inserts"
    yield f"memory: {after:.0f} MB, of which {before:.0f} MB before the planning"
    sent, start = _publish()
    yield f"publish.py publish: the last of {len(STAND_INS)} networks' posts after {sent:.2f} s"
    yield f"the same command, asked only for --help: {start:.2f} s"


def _add() -> float:
    started, total = perf_counter(), 0
    for number in range(ADDITIONS):
        total += number
    return perf_counter() - started


def _plan() -> tuple[float, float, float, float]:
    """Memory before (MB), seconds, seconds of bare inserts, memory after (MB)."""
    gc.set_threshold(*GARBAGE)
    before = _memory()
    plans = [_make_plan(number) for number in range(POSTS)]
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/meydan.db")
        upgrade(database, Path(networks.__file__).parent / "migrations")
        started = perf_counter()
        with database.transaction() as session:
            planning.plan(session, plans, at=NOON)
        with database.reading() as session:
            assert len(planning.read_standings(session)) == POSTS  # noqa: S101
        seconds = perf_counter() - started
        database.close()
        bare = _insert(Path(folder) / "bare.db")
    return before, seconds, bare, _memory()


def _make_plan(number: int) -> Plan:
    link = f"https://www.example.org/haberler/2026/11/{number}/"
    return Plan(
        uid=str(uuid4()),
        account="facebook",
        via=Way.API,
        title="Kar temizliği sürüyor",
        text=TEXT + link,
        link=link,
        language="tr",
        media=(),
        is_sample=False,
        due_at=NOON,
    )


def _insert(path: Path) -> float:
    started = perf_counter()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE post (uid TEXT PRIMARY KEY, text TEXT)")
        rows = ((str(uuid4()), TEXT) for _ in range(POSTS))
        connection.executemany("INSERT INTO post VALUES (?, ?)", rows)
    assert connection.execute("SELECT count(*), max(text) FROM post").fetchone()  # noqa: S101
    connection.close()
    return perf_counter() - started


def _memory() -> float:
    """The most that this process has held, in MB; getrusage would count its parent's as well."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return float(status.split("VmHWM:")[1].split(maxsplit=1)[0]) / 1024


def _publish() -> tuple[float, float]:
    """Seconds from the command, with one new item, to the last post; and of the mere command."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        shutil.copytree(ROOT / "content", folder / "content")
        site = stack.enter_context(serving_plainly(_serve(folder / "site")))
        apps = {network: create(None, TOKEN) for network, create in STAND_INS.items()}
        urls = {network: stack.enter_context(serving(app)) for network, app in apps.items()}
        environ = _environ(folder, site, urls)
        share(load_settings(environ), (), at=datetime.now(UTC), seed=True)
        _run(environ, "publish")
        stages = [stage_of(app) for app in apps.values()]
        for stage in stages:
            stage.posts.clear()
        now = datetime.now(UTC).astimezone()
        (folder / "content/haberler/yeni.md").write_text(
            NEWS.format(date=now.strftime("%d.%m.%Y %H.%M"), uid=uuid4()), encoding="utf-8"
        )
        _run(environ, "publish", "--help")  # what was read from the disk once is read quickly
        began = datetime.now(UTC)
        _run(environ, "publish", "--help")
        start = (datetime.now(UTC) - began).total_seconds()
        began = datetime.now(UTC)
        _run(environ, "publish")
        return _seconds_until_last(stages, began), start


def _run(environ: Mapping[str, str], *words: str) -> None:
    """Raises CalledProcessError with what the command said, where it failed."""
    subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, ROOT / "publish.py", *words],
        env=environ,
        cwd=ROOT,
        check=True,
        capture_output=True,
    )


def _seconds_until_last(stages: list[Stage], began: datetime) -> float:
    last = max(datetime.fromisoformat(stage.posts[-1].posted_at) for stage in stages)
    return (last - began).total_seconds()


def _serve(folder: Path) -> Flask:
    app = Flask("site", static_folder=None)

    @app.get("/", defaults={"path": ""})
    @app.get("/<path:path>")
    def page(path: str) -> Response:
        return send_from_directory(folder, f"{path}index.html" if path.endswith("/") else path)

    return app


def _environ(folder: Path, site: str, urls: Mapping[str, str]) -> Mapping[str, str]:
    """Every account of the municipality is on the stand-in of its network."""
    return {
        **os.environ,
        # As where Meydan is installed: modules are compiled once, not at every start.
        "PYTHONDONTWRITEBYTECODE": "",
        "CONTENT_FOLDER": str(folder / "content"),
        "OUTPUT_FOLDER": str(folder / "output"),
        "VAR_FOLDER": str(folder / "var"),
        "DATABASE_URL": f"sqlite:///{folder}/meydan.db",
        "DEPLOY_URL": f"file:{folder}/site",
        "SITE_URL": site,
        **{f"{network.upper()}_BASE_URL": url for network, url in urls.items()},
        **{
            each.token_variable: write_token(each.network, TOKEN, each.settings)
            for each in load().accounts
            if each.token_variable
        },
    }
