"""Runs the service's migrations."""

from database import migrations
from feedback_api.models import drafts, opinions, outbox, people, requests  # noqa: F401 (they fill the metadata)
from feedback_api.models.base import Base

migrations.run(metadata=Base.metadata, version_table="feedback_version")
