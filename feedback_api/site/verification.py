"""`/dogrula/ara/`: whether we posted what somebody saw, by the ledger of what was sent."""

import logging
import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from feedback_api.parts import now, parts
from feedback_api.site.compression import compress
from feedback_api.site.files import find_page
from municipality.model import Account
from networks.posts import LONGEST_QUESTION, name_accounts
from networks.record import find_beginning, list_newest_posts
from networks.record_search import (
    Finding,
    Match,
    find_page_path,
    find_posts,
    is_same_address,
)
from text.cleaning import clean_text

blueprint = Blueprint("verification", __name__)
blueprint.after_request(compress)
log = logging.getLogger(__name__)

PAGE = 20
_NUMBER = re.compile(r"[1-9][0-9]{0,2}")
# Nothing was looked for, and the reader can do something about it.
_NOT_ASKED = {Match.NO_WORD, Match.TOO_LONG}


@dataclass(frozen=True)
class VerificationPage:
    question: str
    number: int
    finding: Finding
    began_at: datetime | None  # the record
    account: Account | None  # whose address was asked about
    is_our_page: bool  # it is the address of a page of our site

    @property
    def is_deleted(self) -> bool:
        """Nothing of what was found stands on a network any more."""
        return all(post.deleted_at for post in self.finding.posts)

    @property
    def pages(self) -> list[tuple[int, str]]:
        """(number, address) of the first, this one and its neighbours; none of one page."""
        last = self.number + self.finding.has_more
        numbers = {1, max(1, self.number - 1), self.number, last} if last > 1 else set()
        return [(number, self._url_of(number)) for number in sorted(numbers)]

    def _url_of(self, number: int) -> str:
        asked = {"q": self.question, "sayfa": number if number > 1 else ""}
        given = {name: value for name, value in asked.items() if value}
        return f"{request.path}?{urlencode(given)}"


@blueprint.get("/dogrula/ara/")
def find() -> ResponseReturnValue:
    question = clean_text(request.args.get("q", ""))
    wanted = request.args.get("sayfa", "")
    number = int(wanted) if _NUMBER.fullmatch(wanted) else 1
    try:
        with parts().database.reading() as session:
            page = _look(session, question, number)
    except DatabaseError:
        log.exception("The record of posts cannot be read")
        return _show(None, question), 503
    return _show(page, question), 422 if page.finding.match in _NOT_ASKED else 200


def _look(session: Session, question: str, number: int) -> VerificationPage:
    offset = (number - 1) * PAGE
    if question:
        finding = find_posts(session, question, at=now(), offset=offset, limit=PAGE)
    else:
        newest = list_newest_posts(session, at=now(), offset=offset, limit=PAGE + 1)
        finding = Finding(Match.WORDS, newest[:PAGE], has_more=len(newest) > PAGE)
    if number > 1 and not finding.posts:
        # The record has fewer pages than the address says.
        return _look(session, question, 1)
    path = find_page_path(question, parts().settings.site_url)
    return VerificationPage(
        question=question,
        number=number,
        finding=finding,
        began_at=find_beginning(session),
        account=_find_account(question),
        is_our_page=path is not None and find_page(path) is not None,
    )


def _find_account(question: str) -> Account | None:
    for account in parts().municipality.accounts:
        if account.address and is_same_address(account.address, question):
            return account
    return None


def _show(page: VerificationPage | None, question: str) -> str:
    return render_template(
        "dogrula/ara.html",
        page=page,
        question=question[:LONGEST_QUESTION],
        accounts=name_accounts(parts().municipality.accounts),
        longest=LONGEST_QUESTION,
        page_path=request.path,
    )
