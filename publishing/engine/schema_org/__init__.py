"""What a page says to machines in the words of https://schema.org, as JSON-LD."""

from publishing.engine.schema_org.items import describe_item
from publishing.engine.schema_org.publisher import Publisher
from publishing.engine.schema_org.sheets import describe_home, describe_service, describe_trail
from publishing.engine.schema_org.writing import Node, write_json_ld

__all__ = [
    "Node",
    "Publisher",
    "describe_home",
    "describe_item",
    "describe_service",
    "describe_trail",
    "write_json_ld",
]
