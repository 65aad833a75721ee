"""Pages that are no item in the words of schema.org, and the way down to every page."""

from collections.abc import Sequence

from municipality.model import Category
from publishing.engine.schema_org.publisher import Publisher
from publishing.engine.schema_org.writing import Node, without_empty


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


def describe_services(publisher: Publisher) -> list[Node]:
    """What citizens may ask of the municipality and its affiliates, and where."""
    ours = [category for category in publisher.municipality.categories if category.is_ours]
    return [publisher.reference, *(_service(category, publisher) for category in ours)]


def _service(category: Category, publisher: Publisher) -> Node:
    affiliate = category.institution
    operator = {"@type": "GovernmentOrganization", "name": str(category.unit.name)}
    if affiliate:
        operator["name"] = str(affiliate.name)
    return without_empty(
        {
            "@type": "GovernmentService",
            "name": str(category.name),
            "description": str(category.question),
            "provider": {"@id": publisher.id},
            "serviceOperator": operator,
            "areaServed": publisher.area,
            "availableChannel": {
                "@type": "ServiceChannel",
                "serviceUrl": f"{publisher.url('/basvuru/')}?konu={category.code}",
            },
        }
    )


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
