"""The ledger of the tests of sharing, for what is posted to a stand-in."""

from tests.networks.conftest import empty_ledger, ledger_database

__all__ = ["empty_ledger", "ledger_database"]
