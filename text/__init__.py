"""Turkish text, dates, counting and languages: small, pure, used by every room."""
