"""Reading what the head of a page says to programs."""

import json
from html.parser import HTMLParser

from tests.publishing.built import read_page


class Head(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.links, self.metas, self.data = [], [], []
        self._is_data = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "link":
            self.links.append(values)
        elif tag == "meta":
            self.metas.append((values.get("property") or values.get("name"), values.get("content")))
        self._is_data = tag == "script" and values.get("type") == "application/ld+json"

    def handle_data(self, data):
        if self._is_data:
            self.data.append(json.loads(data))
            self._is_data = False

    def links_of(self, rel):
        return [link for link in self.links if link["rel"] == rel]

    @property
    def canonical(self):
        return [link["href"] for link in self.links_of("canonical")]

    @property
    def languages(self):
        return {link["hreflang"]: link["href"] for link in self.links if "hreflang" in link}

    @property
    def feeds(self):
        return [link["href"] for link in self.links_of("alternate") if "type" in link]

    def metas_of(self, name):
        return [content for given, content in self.metas if given == name]

    def node(self, type_):
        [found] = self.nodes(type_)
        return found

    def nodes(self, type_):
        return [node for data in self.data for node in data["@graph"] if node["@type"] == type_]


def read_head(settings, address):
    return Head(read_page(settings, address))
