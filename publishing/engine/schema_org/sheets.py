"""Pages that are no item in the words of schema.org, and the way down to every page."""

from collections.abc import Sequence

from municipality.model import Category
from publishing.engine.schema_org.publisher import Publisher
from publishing.engine.schema_org.writing import Node


def describe_home(publisher: Publisher) -> list[Node]:
    """Who publishes, and how the site is searched."""
    url = publisher.url("/")
    search = {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{publisher.url('/ara/')}?q={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }
    website: Node = {
        "@type": "WebSite",
        "@id": f"{url}#site",
        "url": url,
        "name": str(publisher.municipality.name),
        "alternateName": str(publisher.municipality.short_name),
        "inLanguage": publisher.language,
        "publisher": {"@id": publisher.id},
        "potentialAction": search,
    }
    return [publisher.describe(), website]


def describe_service(category: Category, publisher: Publisher) -> list[Node]:
    """Something that citizens may ask of the municipality or of its affiliate, and where."""
    operator = category.institution.name if category.institution else category.unit.name
    service: Node = {
        "@type": "GovernmentService",
        "url": publisher.url(f"/hizmetler/{category.code}/"),
        "name": str(category.name),
        "description": str(category.question),
        "provider": publisher.reference,
        "serviceOperator": {"@type": "GovernmentOrganization", "name": str(operator)},
        "areaServed": publisher.area,
        "availableChannel": {
            "@type": "ServiceChannel",
            "serviceUrl": f"{publisher.url('/basvuru/')}?konu={category.code}",
        },
    }
    return [service]


def describe_trail(
    trail: Sequence[tuple[str, str]], title: str, url: str, publisher: Publisher
) -> list[Node]:
    """The breadcrumb that the reader sees, (name, address), and this page at its end."""
    if not trail:
        return []
    steps = [*((name, publisher.site_url + address) for name, address in trail), (title, url)]
    elements = [
        {"@type": "ListItem", "position": number, "name": name, "item": item}
        for number, (name, item) in enumerate(steps, start=1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": elements}]
