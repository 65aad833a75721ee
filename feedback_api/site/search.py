"""`/ara/`: finds pages in the index that was built with the site."""

import logging
import re

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from feedback_api.parts import now, parts
from feedback_api.site.compression import compress
from feedback_api.site.search_page import KINDS, PAGE, SearchPage
from search.query import IndexNotReadable, search
from search.results import Filters, Results
from text.cleaning import clean_line
from text.language import current_language

blueprint = Blueprint("search", __name__)
blueprint.after_request(compress)
log = logging.getLogger(__name__)

LONGEST_QUESTION = 200
_YEAR = re.compile(r"[12][0-9]{3}")
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")


@blueprint.get("/ara/")
def find() -> ResponseReturnValue:
    typed = clean_line(request.args.get("q", ""))
    question = typed[:LONGEST_QUESTION].strip()
    filters = _filters()
    wanted = request.args.get("sayfa", "")
    number = int(wanted) if _NUMBER.fullmatch(wanted) else 1
    try:
        results = _find(question, filters, number)
        if results.total and not results.hits:
            # The site has fewer pages than when this address was noted.
            number = 1
            results = _find(question, filters, number)
        is_ready = True
    except IndexNotReadable:
        log.exception("The search index cannot be read")
        results, is_ready = Results(), False
    page = SearchPage(question, filters, number, results, parts().municipality, typed != question)
    return render_template(
        "ara.html",
        page=page,
        is_ready=is_ready,
        alternate_url=page.alternate_url,
        page_path=request.path,
    )


def _filters() -> Filters:
    """What the address asks for; what it cannot mean narrows nothing."""
    kind = request.args.get("tur", "")
    year = request.args.get("yil", "")
    district = request.args.get("ilce", "")
    return Filters(
        kind=kind if kind in KINDS else None,
        year=int(year) if _YEAR.fullmatch(year) else None,
        district=district if district in _districts() else None,
    )


def _districts() -> set[str]:
    return {district.slug for district in parts().municipality.districts}


def _find(question: str, filters: Filters, number: int) -> Results:
    return search(
        parts().settings.site_folder / ".meydan" / "search.db",
        question,
        language=current_language(),
        at=now(),
        filters=filters,
        offset=(number - 1) * PAGE,
        limit=PAGE,
    )
