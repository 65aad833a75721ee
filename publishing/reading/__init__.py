"""From a file to an item: source, header, keys, values, facts of its kind, and the whole."""
