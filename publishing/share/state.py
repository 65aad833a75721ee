"""Where sharing keeps what it knows, and whether another machine may know more."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DatabaseError

import networks
from database import Database, UrlNotUsable
from database.revisions import is_current
from networks import planning
from networks.errors import NotAnswered
from networks.holder import this_process
from networks.planning import Key, Standing
from networks.posts import full_name
from networks.transport import Timeouts, Transport
from publishing.addresses import read_register
from publishing.errors import PublishError
from publishing.item_page import PostLink
from publishing.settings import Settings
from publishing.share.corrections import Known
from text.language import gettext

_MIGRATIONS = Path(networks.__file__).parent / "migrations"
_VERSION_TABLE = "networks_version"


class LedgerNotReachable(PublishError):
    def __init__(self) -> None:
        super().__init__(
            gettext(
                "Nothing was shared: the database could not be reached. Check DATABASE_URL, then "
                "type `publish.py share`."
            )
        )


@contextmanager
def ledger(settings: Settings) -> Iterator[Database]:
    """The database with the ledger's tables, which are made where they are missing.

    Raises LedgerNotReachable.
    """
    with closing(_open(settings)) as database:
        try:
            if not is_current(database, _MIGRATIONS, _VERSION_TABLE):
                from database.migrations import upgrade  # seldom, and slow to read

                upgrade(database, _MIGRATIONS)
        except DatabaseError as error:
            raise LedgerNotReachable from error
        yield database


@contextmanager
def found_ledger(settings: Settings) -> Iterator[Database | None]:
    """The database if it has a ledger; looking creates nothing. Raises LedgerNotReachable."""
    path = settings.database_url.removeprefix("sqlite:///")
    if path != settings.database_url and not Path(path).is_file():
        yield None
        return
    with closing(_open(settings)) as database:
        try:
            has_ledger = is_current(database, _MIGRATIONS, _VERSION_TABLE)
        except DatabaseError:
            has_ledger = False
        yield database if has_ledger else None


def _open(settings: Settings) -> Database:
    try:
        return Database(settings.database_url)
    except UrlNotUsable as error:
        raise LedgerNotReachable from error


def read_known(database: Database) -> Known:
    with database.reading() as session:
        return Known(planning.read_standings(session), planning.read_corrections(session))


def look_at_known(settings: Settings) -> Known:
    """The same without creating anything."""
    with found_ledger(settings) as database:
        return read_known(database) if database else Known({}, {})


def look_at_standings(settings: Settings) -> Mapping[Key, Standing]:
    return look_at_known(settings).posts


def read_post_links(settings: Settings) -> Mapping[str, Sequence[PostLink]]:
    """Where each item was posted, by uid, for the pages of the next build."""
    names = {account.slug: full_name(account) for account in settings.municipality.accounts}
    with found_ledger(settings) as database:
        if database is None:
            return {}
        with database.reading() as session:
            links = planning.list_links(session)
    return {
        uid: [PostLink(names.get(account, account), url) for account, url in posts]
        for uid, posts in links.items()
    }


def begin_sharing(settings: Settings, *, at: datetime) -> bool:
    """Open the ledger, unless another machine may have one; True if it is open afterwards.

    To be called before anything is published: afterwards every site has items. Raises
    LedgerNotReachable.
    """
    with ledger(settings) as database:
        with database.reading() as session:
            if planning.is_open(session):
                return True
        if site_has_items(settings):
            return False
        with database.transaction() as session:
            planning.open_ledger(session, by=str(this_process()), at=at)
    return True


def site_has_items(settings: Settings) -> bool:
    """True if something was published before: by the register of addresses, or by the live site."""
    if read_register(settings).lines:
        return True
    # Short: a site that is not there yet must not hold up its first publication.
    with closing(Transport(settings.site_url, "", Timeouts(connect=3.0, answer=5.0))) as site:
        try:
            reply = site.get("/rss.xml")
        except NotAnswered:
            return False
    return reply.is_success and b"<item>" in reply.body
