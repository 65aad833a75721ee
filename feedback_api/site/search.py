"""`/ara/`: finds pages in the index that was built with the site."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from feedback_api.parts import parts
from search.query import Hit, search
from text.cleaning import clean_line
from text.language import current_language

blueprint = Blueprint("search", __name__)

LONGEST_QUESTION = 200
MOST_HITS = 30


@blueprint.get("/ara/")
def find() -> ResponseReturnValue:
    question = clean_line(request.args.get("q", ""))[:LONGEST_QUESTION]
    hits = _find(question) if question else []
    return render_template(
        "ara.html", question=question, hits=hits, is_ready=hits is not None, most=MOST_HITS
    )


def _find(question: str) -> list[Hit] | None:
    """None while the site has not been built with an index."""
    path = parts().settings.site_folder / ".meydan" / "search.db"
    try:
        return search(path, question, language=current_language(), limit=MOST_HITS)
    except FileNotFoundError:
        return None
