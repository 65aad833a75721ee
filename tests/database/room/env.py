"""The migrations of a room that exists for tests."""

from database import migrations
from tests.database.notes import Base

migrations.run(metadata=Base.metadata, version_table="room_version")
