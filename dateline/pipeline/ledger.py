"""Which proposals are as the importer wrote them, and which findings they are made of: proposed/.ledger.json.

It lies with the proposals and shares their fate: kept out of version control, gone when they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from dateline.files import remove, write_atomic
from dateline.store import content


class Ledger(msgspec.Struct, frozen=True, omit_defaults=True):
    """The importer's memory of its own proposals."""

    written: Mapping[str, str] = {}  # "events/ryabkov" → sha256 of the bytes as written
    pending: Mapping[str, str] = {}  # … of what was about to be written: there is something only after a crash
    findings: Mapping[str, tuple[tuple[str, str], ...]] = {}  # of each: (source id, hash of a finding)


def read_ledger(root: Path) -> Ledger:
    """The ledger; an empty one where there is none or it cannot be read: then every proposal counts as edited."""
    try:
        return msgspec.json.decode(_path(root).read_bytes(), type=Ledger)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return Ledger()


def write_ledger(root: Path, ledger: Ledger) -> None:
    """Keep the ledger; an empty one is no file."""
    if ledger.written or ledger.pending:
        data = msgspec.json.format(msgspec.json.encode(ledger, order="deterministic"), indent=1) + b"\n"
        write_atomic(_path(root), data)
    else:
        remove(_path(root))


def _path(root: Path) -> Path:
    return content(root) / "proposed" / ".ledger.json"
