"""The items' texts as HTML, rendered only where they or what they show changed."""

from publishing.engine.causes import Causes
from publishing.engine.item_files import ItemFiles, Rendered
from publishing.engine.rendering import Renderer
from publishing.engine.trail import Trail, follow
from publishing.items import Item
from publishing.memory import Memory


class Texts:
    def __init__(
        self, files: ItemFiles, renderer: Renderer, memory: Memory, causes: Causes
    ) -> None:
        self._files = files
        self._renderer = renderer
        self._memory = memory
        self._causes = causes

    def render(self, item: Item) -> Rendered:
        name, causes = f"text of {item.path}", self._causes.of(item)
        written = self._memory.recall(name, causes)
        known = follow(written, self._files, item) if written else None
        if known:
            return known
        trail = Trail(self._files, item)
        rendered = self._renderer.render(item, trail)
        self._memory.keep(name, causes, trail.write())
        return rendered
