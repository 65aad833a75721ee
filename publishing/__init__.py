"""From Markdown to a public site, its feeds and its posts."""
