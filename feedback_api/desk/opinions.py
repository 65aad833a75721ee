"""What readers said of each page, and which pages help least."""

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback_api.actions.opinions import COMMENTS_KEPT_FOR, delete_comment
from feedback_api.desk.blueprints import desk
from feedback_api.desk.forms import DeskForm
from feedback_api.models.opinions import LONGEST_PAGE
from feedback_api.parts import now, parts
from feedback_api.queries.opinions import Order, count_pages, list_comments
from text.language import gettext

COUNTED = timedelta(days=90)
LONGEST_NUMBER = 9  # digits of an opinion's number


@desk.get("/sayfalar/")
def page_list() -> ResponseReturnValue:
    wanted = request.args.get("sira", "")
    order = Order(wanted) if wanted in set(Order) else Order.WORST
    page = request.args.get("sayfa", "")[:LONGEST_PAGE] or None
    with parts().database.reading() as session:
        counts = count_pages(session, order=order, since=now() - COUNTED)
        comments = list_comments(session, page=page)
    labels = {
        Order.WORST: gettext("Those that helped least"),
        Order.NEWEST: gettext("Those answered last"),
    }
    return render_template(
        "personel/sayfalar.html",
        counts=counts,
        comments=comments,
        order=order,
        orders=[(labels[each], url_for(".page_list", sira=each), each) for each in Order],
        page=page,
        days=COUNTED.days,
        kept_days=COMMENTS_KEPT_FOR.days,
        form=DeskForm(formdata=None),
    )


@desk.post("/sayfalar/sil/")
def delete_page_comment() -> ResponseReturnValue:
    """For what should never have been written there, such as somebody's name."""
    number = request.form.get("gorus", "")
    is_number = number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER
    if DeskForm().validate_on_submit() and is_number:
        with parts().database.transaction() as session:
            delete_comment(session, int(number))
        flash(gettext("The comment was deleted. The answer stays counted."))
    else:
        flash(gettext("Nothing was deleted. Open the page anew and try again."))
    return redirect(url_for(".page_list", sayfa=request.form.get("sayfa") or None), 303)
