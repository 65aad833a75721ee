"""The facts of one municipality, read from the TOML files of its folder."""

from municipality.errors import Finding, MunicipalityError
from municipality.loader import load
from municipality.model import (
    Account,
    Category,
    Clock,
    Complaints,
    Contact,
    District,
    ExtraQuestion,
    Institution,
    Job,
    Municipality,
    Subject,
    Unit,
    Way,
    Words,
)

__all__ = [
    "Account",
    "Category",
    "Clock",
    "Complaints",
    "Contact",
    "District",
    "ExtraQuestion",
    "Finding",
    "Institution",
    "Job",
    "Municipality",
    "MunicipalityError",
    "Subject",
    "Unit",
    "Way",
    "Words",
    "load",
]
