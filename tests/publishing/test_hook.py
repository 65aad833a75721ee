"""A push to a bare repository publishes: page, feed, one post, and the findings to the pusher."""

import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import feedparser
import pytest

from publishing.settings import ROOT
from standins import facebook, mastodon
from standins.serving import serving
from standins.stage import stage_of
from tests.publishing.content_files import make_text

TOKEN = "deneme"
ROOMS = [
    *("database", "deploy/git", "municipality", "networks"),
    *("publishing", "search", "text", "theme"),
]
FILES = ["pelicanconf.py", "publish.py", ".gitignore"]
NEWS = "haberler/2026/11/kar.md"
PAGE = "haberler/2024/01/kar/index.html"

pytestmark = pytest.mark.skipif(
    not (shutil.which("git") and shutil.which("flock")), reason="no git or no flock here"
)


class Server:
    """A bare repository with our hook, the folder that it publishes from, and one laptop."""

    def __init__(self, folder, environ):
        self.repository = folder / "meydan.git"
        self.folder = folder / "server"
        self.laptop = folder / "laptop"
        self.folder.mkdir()
        self.site = self.folder / "var/site"
        # Nothing of this machine's own settings may reach the server.
        self._environ = {
            "HOME": str(folder),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "LANG": "tr_TR.UTF-8",
            # The server's python3 is the one of the tests: the folder has no .venv of its own.
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }
        lines = [f"{name}={value}\n" for name, value in environ.items()]
        (self.folder / ".env").write_text("".join(lines), encoding="utf-8")
        self.git("init", "--bare", "--initial-branch=main", self.repository)
        self.git("-C", self.repository, "config", "meydan.folder", self.folder)
        hook = self.repository / "hooks/post-receive"
        shutil.copy(ROOT / "deploy/git/post-receive", hook)
        self.git("clone", self.repository, self.laptop)

    def git(self, *arguments):
        done = subprocess.run(
            ["git", *map(str, arguments)],
            check=True,
            env=self._environ,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        return done.stdout + done.stderr

    def write(self, name, text):
        path = self.laptop / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def push(self):
        """What the person who pushes reads."""
        who = ["-c", "user.name=Editör", "-c", "user.email=editor@example.org"]
        self.git("-C", self.laptop, "add", "--all")
        self.git("-C", self.laptop, *who, "commit", "--message=Değişiklik")
        return self.git("-C", self.laptop, "push", "origin", "HEAD:main")

    def pull(self):
        self.git("-C", self.laptop, "pull", "--rebase", "origin", "main")


@pytest.fixture
def peers():
    apps = [mastodon.create_app(None, TOKEN), facebook.create_app(None, TOKEN)]
    with ExitStack() as running:
        urls = [running.enter_context(serving(app)) for app in apps]
        yield [stage_of(app) for app in apps], urls


@pytest.fixture
def server(tmp_path, peers):
    _, (mastodon_url, facebook_url) = peers
    made = Server(
        tmp_path,
        {
            # Where nobody answers: the hook asks whether the site has items already.
            "SITE_URL": "http://127.0.0.1:9",
            "SHARING_CHECKS_PAGES": "hayır",
            "MASTODON_TOKEN": TOKEN,
            "MASTODON_BASE_URL": mastodon_url,
            "FACEBOOK_PAGE_TOKEN": TOKEN,
            "FACEBOOK_BASE_URL": facebook_url,
            # The items of this test are old on whatever day it runs, and are shared all the same.
            "SHARING_WINDOW": "99999",
        },
    )
    for room in ROOMS:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / room, made.laptop / room, ignore=ignored)
    for name in FILES:
        shutil.copy(ROOT / name, made.laptop / name)
    return made


def make_news(**lines):
    return make_text(NEWS, Tarih="05.01.2024 10.00", **lines)


@pytest.mark.timeout(120)
def test_a_push_publishes_and_says_what_must_be_mended(server, peers):
    stages, _ = peers
    server.write(NEWS, make_news(Başlık="Kar küreme başladı"))

    said = server.push()

    # The page and the entry of the feed.
    uid = uuid5(NAMESPACE_URL, NEWS)
    assert "1 içerik yayında" in said
    assert "<h1>Kar küreme başladı</h1>" in (server.site / PAGE).read_text(encoding="utf-8")
    feed = feedparser.parse((server.site / "rss/haberler.rss").read_bytes())
    assert [entry.id for entry in feed.entries] == [f"urn:uuid:{uid}"]
    # One post on each network.
    assert [len(stage.posts) for stage in stages] == [1, 1]
    # The address, committed by the server and not published once more.
    assert "git pull --rebase" in said
    assert said.count("içerik yayında") == 1
    server.pull()
    addresses = (server.laptop / "content/adresler.tsv").read_text(encoding="utf-8")
    assert addresses == f"{uid}\t/haberler/2024/01/kar/\n"

    server.write(NEWS, make_news(Başlık="Kar küreme sürüyor", İlçeler="Ispirr"))
    server.write("haberler/2026/11/yol.md", make_text("y.md", Tarih="06.01.2024", Başlık="Yol"))
    said = server.push()

    # The mistake with its place, the last good page, and the other item all the same.
    assert "remote: content/haberler/2026/11/kar.md:5:" in said
    assert "İspir" in said
    assert "Kar küreme başladı" in (server.site / PAGE).read_text(encoding="utf-8")
    assert (server.site / "haberler/2024/01/yol/index.html").exists()
    assert [len(stage.posts) for stage in stages] == [2, 2]


def test_a_push_to_another_branch_publishes_nothing(server):
    server.write(NEWS, make_news())
    server.git("-C", server.laptop, "add", "--all")
    who = ["-c", "user.name=Editör", "-c", "user.email=editor@example.org"]
    server.git("-C", server.laptop, *who, "commit", "--message=Taslak")

    said = server.git("-C", server.laptop, "push", "origin", "HEAD:taslak")

    assert "remote:" not in said
    assert not server.site.exists()


def test_a_server_that_is_not_set_up_says_so(server):
    server.git("-C", server.repository, "config", "--unset", "meydan.folder")
    server.write(NEWS, make_news())

    said = server.push()

    assert "remote: Sunucuda meydan.folder ayarı eksik: site yayımlanmadı." in said
