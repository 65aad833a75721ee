"""The facts of one municipality, read from the TOML files of its folder."""

from municipality.errors import Finding, MunicipalityError
from municipality.loader import load
from municipality.model import (
    Account,
    Category,
    Clock,
    Contact,
    District,
    ExtraQuestion,
    Institution,
    Municipality,
    Unit,
    Way,
    Words,
)

__all__ = [
    "Account",
    "Category",
    "Clock",
    "Contact",
    "District",
    "ExtraQuestion",
    "Finding",
    "Institution",
    "Municipality",
    "MunicipalityError",
    "Unit",
    "Way",
    "Words",
    "load",
]
