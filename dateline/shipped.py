"""Where the shipped templates, static files and examples are: in a clone beside the package, in a wheel inside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The folder of shipped `templates`, `static` or `examples`.

    A wheel maps them into dateline/_shipped/; a clone and an editable install have them beside the package.
    """
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
