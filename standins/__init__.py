"""Servers that speak the networks' protocols, for tests and for the demo; never in production."""

from standins.serving import serving

__all__ = ["serving"]
