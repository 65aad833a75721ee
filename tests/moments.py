"""Moments that tests are about; nothing reads the machine's clock."""

from datetime import UTC, datetime

NOON = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # 12.00 in Erzurum, a Tuesday
