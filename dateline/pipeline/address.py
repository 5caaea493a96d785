"""Where a site is published: config.yaml's `base_url` and `domain`, what the command was given, what the remote tells.

Feeds, sitemap, canonical links and the 404 page need the whole address; all other links are relative.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import msgspec

from dateline.model import Archive
from dateline.problem import Problem, Where

# Linear: each label is bounded by what it may hold. RFC 1035, with the letters of RFC 5891 already as xn--.
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
_GITHUB = re.compile(r"(?:https?://(?:[^@/]*@)?|ssh://(?:[^@/]*@)?|(?:[^@/:]*@)?)github\.com[:/]+([A-Za-z0-9-]+)/([\w.-]+?)(?:\.git)?/?")
PAGES = ".github.io"


def what_is_wrong(address: str) -> str:
    """Why pages cannot be published under this address; "" when they can."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        parts.port  # noqa: B018  # raises for a port that is no number
    except ValueError:
        return "it is no address"
    if parts.scheme not in ("https", "http") or not host or any(ord(c) < 0x21 for c in address):
        return "it does not begin with https:// and a host"
    return "an address of pages has neither ? nor #" if parts.query or parts.fragment else ""


def addressed(archive: Archive, given: str = "") -> tuple[Archive, tuple[Problem, ...]]:
    """The archive with the address that its pages are to have, and what is wrong with `base_url` and `domain`.

    `given` (of the command line) wins over `base_url`, and that over what follows from `domain`.
    """
    config = archive.config
    domain, base = config.domain.strip().lower(), config.base_url.strip()
    problems = []
    if domain and not _DOMAIN.fullmatch(domain):
        what = f"'{config.domain}' is not the name of a domain"
        problems.append(Problem("bad-domain", what, "write it without https:// and path: timeline.example.org", _place(archive, "domain")))
        domain = ""
    if base and (why := what_is_wrong(base)):
        what = f"'{config.base_url}' cannot be the address of the site: {why}"
        problems.append(Problem("bad-base-url", what, "write it whole: https://you.github.io/timeline/", _place(archive, "base_url")))
        base = ""
    elif base and domain and (urlsplit(base).hostname, urlsplit(base).path.strip("/")) != (domain, ""):
        what = f"base_url is {config.base_url}, but the domain is {domain}"
        problems.append(Problem("domain-mismatch", what, "leave base_url out: it follows from the domain", _place(archive, "base_url")))
    base = given or base or (f"https://{domain}/" if domain else "")
    return msgspec.structs.replace(archive, config=msgspec.structs.replace(config, base_url=base, domain=domain)), tuple(problems)


def _place(archive: Archive, key: str) -> Where:
    return archive.places.get(("config.yaml", (key,)), Where("config.yaml"))


def base_path(address: str) -> str:
    """The path under which the site is served: "/timeline/", "/" when it is not known."""
    path = urlsplit(address).path.strip("/")
    return f"/{path}/" if path else "/"


def pages_address(remote: str) -> str:
    """Where GitHub Pages serves the repository of a remote's address by default; "" for any other host."""
    found = _GITHUB.fullmatch(remote.strip())
    if not found:
        return ""
    owner, name = found[1].lower(), found[2]
    return f"https://{owner}{PAGES}/" if name.lower() == f"{owner}{PAGES}" else f"https://{owner}{PAGES}/{name}/"
