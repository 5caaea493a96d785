"""MHTML, the "single file" of some browsers: a mail message whose first HTML part is the page."""

from __future__ import annotations

import email
import email.policy
from email.message import Message

from dateline.parse.charset import decode
from dateline.problem import Problem


def read_mhtml(data: bytes) -> tuple[str, str, tuple[Problem, ...]]:
    """The page's markup, the address it was saved from, and what had to be repaired; "" when it holds no page."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    address = _header(message, "Snapshot-Content-Location")
    for part in message.walk():
        kind = part.get_content_type()
        if kind not in ("text/html", "application/xhtml+xml"):
            continue
        body = part.get_payload(decode=True)
        if isinstance(body, bytes) and body.strip():
            declared = part.get_content_charset() or ""
            text, problems = decode(body, declared=declared)
            place = address or _header(part, "Content-Location")
            return text, place if place.startswith("http") else "", problems
    return "", address, ()


def _header(message: Message, name: str) -> str:
    value = message.get(name)
    return str(value).strip() if value else ""
