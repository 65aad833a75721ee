"""The social networks, one file each, and the ledger that posts once and only once."""
