"""The index of items: the site writes it, the service reads it."""
