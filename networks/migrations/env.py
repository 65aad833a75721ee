"""Runs the migrations of the ledger."""

from database.migrations import run
from networks.models import Base

run(metadata=Base.metadata, version_table="networks_version")
