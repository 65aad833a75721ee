import pytest
from sqlalchemy import select

from feedback_api.models.people import Clerk, Role


@pytest.mark.parametrize("role", Role, ids=str)
def test_a_clerk_is_made_with_the_role_as_it_is_written_in_the_guide(app, tables, role):
    result = app.test_cli_runner().invoke(args=["create-clerk", "masa.1", "--role", role.value])

    assert result.exit_code == 0, result.output
    with tables.reading() as session:
        assert session.scalars(select(Clerk.role)).one() is role
