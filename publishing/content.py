"""The items of a content folder, read once for checks, engine and sharing alike."""

from publishing.findings import Finding, Level
from publishing.items import (
    Announcement,
    Answer,
    Correction,
    Event,
    Facts,
    Item,
    Press,
    Project,
    Update,
)
from publishing.kinds import Kind
from publishing.vocabulary import AnnouncementType, Publication, Severity, Stage

__all__ = [
    "Announcement",
    "AnnouncementType",
    "Answer",
    "Correction",
    "Event",
    "Facts",
    "Finding",
    "Item",
    "Kind",
    "Level",
    "Press",
    "Project",
    "Publication",
    "Severity",
    "Stage",
    "Update",
]
