"""Bytes to text: the declared charset where it holds, else UTF-8, else windows-1252; what was repaired is said."""

from __future__ import annotations

import codecs
import re

from dateline.problem import Problem

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WEB = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "iso-8859-9": "cp1254", "tis-620": "cp874", "windows-31j": "cp932"}  # WHATWG Encoding, 4.2
_GUESSED = Problem("charset", "the page is not utf-8 and names no charset that fits; it was read as windows-1252", "check accents and quotation marks, or save the page again as utf-8", severity="warning")
# UTF-8 read as windows-1252: a lead byte's letter followed by what continuation bytes become. Only sequences that no
# language writes count, so that nothing right is ever "repaired".
_MOJIBAKE = re.compile("â€[™œ\x9d˜“”¦\u009d]|Ã[©¨¡³±¶¼¤§«ª®´º]|Â[ \u00a0«»£©®°]")


def decode(data: bytes, *, declared: str = "") -> tuple[str, tuple[Problem, ...]]:
    """The text and what had to be repaired in it; `declared` is the charset of the transport, if known."""
    text, problems = _decode(data, declared)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        text = text.replace("\x00", "")
    repaired, count = _unscrambled(text)
    if count:
        problems += (Problem("mojibake", f"{count} garbled characters were repaired: UTF-8 had been read as windows-1252", "compare the quotations with the page", severity="warning"),)
    return repaired, problems


def _decode(data: bytes, declared: str) -> tuple[str, tuple[Problem, ...]]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), ()
    if guess := _wide(data):
        return data.decode(guess, "replace"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        broken = error
    said = declared or _declared(data)
    name = _known(said)
    if name and name != "utf-8":
        try:
            return data.decode(name), ()
        except UnicodeDecodeError:
            pass
    bad = data.count(b"\xef\xbf\xbd") + 1
    text = data.decode("utf-8", "replace")
    if not said and broken.reason != "unexpected end of data" and all(c < "\x80" or c == "\ufffd" for c in text):
        return data.decode("cp1252", "replace"), (_GUESSED,)  # nothing in it speaks for utf-8
    share = (text.count("\ufffd") - bad) / max(1, sum(1 for c in text if ord(c) > 127))
    if (name == "utf-8" and share < 0.3) or (share < 0.05):
        return text, (Problem("bad-bytes", f"some bytes are no {said or 'utf-8'} text, the first at byte {broken.start}; they are shown as �", "save the page again", severity="warning"),)
    if name and name != "utf-8":
        return data.decode(name, "replace"), (Problem("bad-bytes", f"some bytes are no {said} text, the charset that the page declares", "save the page again", severity="warning"),)
    return data.decode("cp1252", "replace"), (_GUESSED,)


def _declared(data: bytes) -> str:
    """The charset that the page names in its first lines."""
    from bs4.dammit import EncodingDetector

    return EncodingDetector.find_declared_encoding(data[:4096], is_html=True) or ""


def _known(name: str) -> str:
    """Python's name of a charset, with the web's own reading of the old ones; "" for one that is no text encoding."""
    name = name.strip().lower()
    try:
        info = codecs.lookup(_WEB.get(name, name)) if name else None
    except (LookupError, ValueError):
        return ""
    return info.name if info and getattr(info, "_is_text_encoding", True) else ""


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: a NUL at every other place of a mostly Latin text."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd * 4 > len(sample) and even * 20 < len(sample):
        return "utf-16-le"
    return "utf-16-be" if even * 4 > len(sample) and odd * 20 < len(sample) else ""


def _unscrambled(text: str) -> tuple[str, int]:
    """Text with UTF-8 read as windows-1252 set right: each piece on its own, only where it decodes exactly."""
    if "â€" not in text and "Ã" not in text and "Â" not in text:
        return text, 0
    if len(_MOJIBAKE.findall(text[:2_000_000])) < 3:
        return text, 0
    count = 0

    def repair(found: re.Match[str]) -> str:
        nonlocal count
        try:
            right = b"".join(bytes([ord(c)]) if ord(c) < 256 else c.encode("cp1252") for c in found[0]).decode("utf-8")
        except (UnicodeDecodeError, UnicodeEncodeError):
            return found[0]
        count += 1
        return right

    return re.sub(r"[Â-ô][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,3}", repair, text), count
