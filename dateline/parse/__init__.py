"""Reading articles: bytes as somebody saved them become an Article.

`parse` is the room's door, `parse_archive` the one for archives too large for memory. Its modules: formats (what the bytes are), charset, html (page, roles, body, trim),
metadata (days, people, outlets), markdown, plain, archive formats.
"""

from dateline.parse.reader import is_archive, parse, parse_archive

__all__ = ["is_archive", "parse", "parse_archive"]
