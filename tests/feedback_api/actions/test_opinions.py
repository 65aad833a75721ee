from datetime import timedelta

import pytest
from sqlalchemy import select

from feedback_api.actions.opinions import (
    COMMENTS_KEPT_FOR,
    LONGEST_COMMENT,
    add_comment,
    delete_comment,
    forget_old_comments,
    note_opinion,
)
from feedback_api.errors import CommentTooLong, OpinionIsOver
from feedback_api.models.opinions import Opinion
from feedback_api.queries.opinions import Order, count_pages, list_comments
from tests.moments import NOON

PAGE = "/hizmetler/"


def make_opinion(database, page=PAGE, *, was_useful=False, comment=None, at=NOON):
    with database.transaction() as session:
        opinion = note_opinion(session, page, was_useful=was_useful, at=at)
        if comment is not None:
            add_comment(session, opinion.id, comment, at=at)
        return opinion.id


def read_comments(database):
    with database.reading() as session:
        return list(session.scalars(select(Opinion.comment).order_by(Opinion.id)))


def test_what_was_missing_is_kept_without_what_identifies_anybody(any_tables):
    make_opinion(any_tables, comment="Saatler yok.\x00 Beni 0532 123 45 67'den arayın, a@b.com")

    assert read_comments(any_tables) == ["Saatler yok. Beni [gizlendi]'den arayın, [gizlendi]"]


@pytest.mark.parametrize("comment", ["", "  \n\u200b "])
def test_a_comment_of_nothing_is_none(tables, comment):
    make_opinion(tables, comment=comment)

    assert read_comments(tables) == [None]


def test_a_comment_that_is_too_long_is_refused_whole(tables):
    with pytest.raises(CommentTooLong):
        make_opinion(tables, comment="x" * (LONGEST_COMMENT + 1))

    assert read_comments(tables) == []


def test_an_opinion_takes_one_comment_and_only_for_a_day(tables):
    said = make_opinion(tables, comment="Saatler yok.")
    old = make_opinion(tables)

    for opinion_id, at in ((said, NOON), (old, NOON + timedelta(hours=25)), (99, NOON)):
        with pytest.raises(OpinionIsOver), tables.transaction() as session:
            add_comment(session, opinion_id, "Bir şey daha.", at=at)

    assert read_comments(tables) == ["Saatler yok.", None]


def test_old_comments_are_forgotten_and_the_answers_stay_counted(any_tables):
    make_opinion(any_tables, comment="eski", at=NOON - COMMENTS_KEPT_FOR - timedelta(days=1))
    make_opinion(any_tables, comment="yeni", at=NOON - COMMENTS_KEPT_FOR + timedelta(days=1))

    with any_tables.transaction() as session:
        forget_old_comments(session, at=NOON)

    assert read_comments(any_tables) == [None, "yeni"]


def test_a_comment_can_be_deleted_by_itself(tables):
    first, _ = make_opinion(tables, comment="Ayşe"), make_opinion(tables, comment="Saatler yok.")

    with tables.transaction() as session:
        delete_comment(session, first)

    assert read_comments(tables) == [None, "Saatler yok."]


def test_pages_are_counted_the_least_helpful_first(any_tables):
    for page, answers in {"/iyi/": "EEE", "/kotu/": "EHH", "/orta/": "EEH"}.items():
        for hours, answer in enumerate(answers):
            make_opinion(
                any_tables, page, was_useful=answer == "E", at=NOON + timedelta(hours=hours)
            )
    make_opinion(any_tables, "/eski/", at=NOON - timedelta(days=100))

    with any_tables.reading() as session:
        counts = count_pages(session, order=Order.WORST, since=NOON - timedelta(days=90))

    assert [(count.page, count.yes, count.no) for count in counts] == [
        ("/kotu/", 1, 2),
        ("/orta/", 2, 1),
        ("/iyi/", 3, 0),
    ]
    assert round(counts[0].share) == 33
    assert counts[0].last_at == NOON + timedelta(hours=2)


def test_comments_are_listed_the_newest_first_of_all_pages_or_of_one(tables):
    make_opinion(tables, "/a/", comment="bir")
    make_opinion(tables, "/b/", comment="iki", at=NOON + timedelta(hours=1))
    make_opinion(tables, "/a/", comment="üç", at=NOON + timedelta(hours=2))

    with tables.reading() as session:
        everything = [opinion.comment for opinion in list_comments(session)]
        of_one = [opinion.comment for opinion in list_comments(session, page="/a/")]

    assert everything == ["üç", "iki", "bir"]
    assert of_one == ["üç", "bir"]
