"""The municipality as the one who publishes, and how its facts are written for machines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from municipality import Municipality
from municipality.model import District
from publishing.engine.schema_org.writing import Node, without_empty
from theme.environment import static_address

# A day without an hour begins and ends here.
_START_OF_DAY, _END_OF_DAY = time(0, 0), time(23, 59)


@dataclass(frozen=True)
class Publisher:
    municipality: Municipality
    site_url: str
    language: str

    def url(self, address: str) -> str:
        """The absolute address of a page that every language has."""
        return self.site_url + self.municipality.path(address, self.language)

    @property
    def id(self) -> str:
        return f"{self.site_url}/#municipality"

    @property
    def reference(self) -> Node:
        return {
            "@type": "GovernmentOrganization",
            "@id": self.id,
            "name": str(self.municipality.name),
            "url": self.url("/"),
        }

    @property
    def area(self) -> Node:
        return {"@type": "AdministrativeArea", "name": str(self.municipality.short_name)}

    def describe(self) -> Node:
        """All that is certain of it."""
        contact = self.municipality.contact
        point: Node = {
            "@type": "ContactPoint",
            "telephone": contact.telephone,
            "contactType": "customer service",
            "availableLanguage": list(self.municipality.languages),
        }
        accounts = self.municipality.accounts
        return without_empty(
            self.reference
            | {
                "slogan": str(self.municipality.slogan),
                "logo": self.site_url + static_address("wordmark.svg", self.municipality),
                "areaServed": self.area,
                "email": contact.email,
                "address": str(contact.address) if contact.address else None,
                "contactPoint": point if contact.telephone else None,
                "sameAs": [account.address for account in accounts if account.address],
            }
        )

    def address_of(self, districts: Iterable[District]) -> Node:
        names = [district.name for district in districts]
        return without_empty(
            {
                "@type": "PostalAddress",
                "addressLocality": names[0] if len(names) == 1 else None,
                "addressRegion": str(self.municipality.short_name),
                "addressCountry": self.municipality.country,
            }
        )

    def moment(self, moment: datetime) -> str:
        """With the municipality's offset: `2026-11-24T14:30:00+03:00`."""
        return self._local(moment).isoformat(timespec="seconds")

    def beginning(self, moment: datetime) -> str:
        """As `moment`; the day alone where no hour was given."""
        return self._day_or_moment(moment, _START_OF_DAY)

    def end(self, moment: datetime) -> str:
        return self._day_or_moment(moment, _END_OF_DAY)

    def _day_or_moment(self, moment: datetime, unsaid: time) -> str:
        local = self._local(moment)
        return local.date().isoformat() if local.time() == unsaid else self.moment(moment)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.municipality.time_zone))


def area_of(district: District) -> Node:
    return {"@type": "AdministrativeArea", "name": district.name}
