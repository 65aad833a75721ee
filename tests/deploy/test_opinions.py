from datetime import timedelta

from deploy.demo.opinions import sow_opinions
from feedback_api.queries.opinions import Order, count_pages, list_comments
from tests.feedback_api.conftest import migrate
from tests.moments import NOON


def test_the_demo_has_opinions_of_pages_and_hides_whom_to_call(database):
    migrate(database)

    sow_opinions(database, now=NOON)

    with database.reading() as session:
        counts = count_pages(session, order=Order.WORST, since=NOON - timedelta(days=30))
        comments = list_comments(session, page="/kimin-gorevi/")
    assert [(count.page, count.yes, count.no) for count in counts[:2]] == [
        ("/hizmetler/", 12, 11),
        ("/duyurular/su/", 41, 9),
    ]
    assert [comment.comment for comment in comments] == [
        "Apartman önündeki ağaç kimin, bulamadım. Beni [gizlendi] numarasından arayın."
    ]
