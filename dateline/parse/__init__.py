"""Reading articles: bytes as somebody saved them become an Article.

`parse` is the room's one door. Its modules: formats (what the bytes are), charset, html (page, roles, body, trim),
metadata (days, people, outlets), markdown, plain, archive formats.
"""

from dateline.parse.reader import parse

__all__ = ["parse"]
