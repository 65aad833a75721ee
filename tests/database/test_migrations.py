"""Migrations go up and down with data, on both engines."""

from sqlalchemy import inspect, text

from database.migrations import downgrade, upgrade
from database.revisions import is_current
from tests.database.notes import ROOM


def run_sql(database, statement):
    with database.transaction() as session:
        return session.execute(text(statement))


def list_columns(database):
    return [column["name"] for column in inspect(database.engine).get_columns("note")]


def test_data_survives_the_way_up_and_down(any_database):
    upgrade(any_database, ROOM, "0001")
    run_sql(any_database, "INSERT INTO note (text) VALUES ('kar')")

    upgrade(any_database, ROOM)
    columns_above = list_columns(any_database)
    downgrade(any_database, ROOM, "0001")

    assert columns_above == ["id", "text", "written_at", "colour"]
    assert list_columns(any_database) == ["id", "text", "written_at"]
    assert run_sql(any_database, "SELECT text FROM note").scalars().all() == ["kar"]


def test_the_way_down_to_the_base_leaves_no_table(any_database):
    upgrade(any_database, ROOM)

    downgrade(any_database, ROOM)

    assert "note" not in inspect(any_database.engine).get_table_names()


def test_a_database_knows_whether_it_is_current(any_database):
    before = is_current(any_database, ROOM, "room_version")

    upgrade(any_database, ROOM)

    assert (before, is_current(any_database, ROOM, "room_version")) == (False, True)


def test_a_database_below_the_newest_migration_or_above_it_is_not_current(any_database):
    upgrade(any_database, ROOM, "0001")
    below = is_current(any_database, ROOM, "room_version")

    upgrade(any_database, ROOM)
    run_sql(any_database, "UPDATE room_version SET version_num = '0009'")

    assert (below, is_current(any_database, ROOM, "room_version")) == (False, False)
