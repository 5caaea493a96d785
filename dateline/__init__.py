"""Dateline: saved news articles become a source-linked timeline. See ARCHITECTURE.md for the floor plan."""

__version__ = "0.1.0"
