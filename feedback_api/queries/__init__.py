"""Questions to the database that several doors ask."""
