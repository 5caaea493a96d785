"""Web archives, charsets, and what is no article."""

from __future__ import annotations

import base64
import gzip
import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from dateline.parse import parse, parse_archive
from dateline.parse.pdf import paragraphs
from dateline.parse.warc import stream_captures

PAGE = (
    "<html lang='en'><head><title>{title} | Coast Post</title></head><body><h1>{title}</h1>"
    "<p>The harbour master said on Tuesday that the café by the pier would be closed until the crane had been mended.</p>"
    "<p>“We heard it fall,” said Ana Ruiz, who works there.</p></body></html>"
)


def record(url: str, body: bytes, head: bytes = b"Content-Type: text/html; charset=utf-8") -> bytes:
    message = b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n" + body
    fields = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(message)}\r\n\r\n"
    return fields.encode() + message + b"\r\n\r\n"


def pages(count: int) -> Iterator[bytes]:
    yield b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 6\r\n\r\nhello\n\r\n\r\n"
    for n in range(count):
        yield record(f"https://coastpost.example/2020/03/{n % 28 + 1:02}/crane-{n}", PAGE.format(title=f"Crane {n} falls").encode())


def packed(name: str, content: bytes) -> bytes:
    """A ZIP of one file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


DOCUMENT = packed("word/document.xml", b"<w:document/>")
DATA = base64.b64encode(bytes(n * n % 251 for n in range(150_000)))
LOGIN = b"<title>Log in</title><nav><a href='/'>Home</a></nav><p>Please log in.</p>"
SIGN_IN = b"<html><title>Sign in - Coast Post</title><body><form><p>Please sign in to your account to continue.</p><p>Forgot your password?</p></form></body></html>"


def test_every_page_of_a_web_archive_is_an_article() -> None:
    articles = parse(b"".join(pages(3)), name="x.warc")

    assert [a.title for a in articles] == ["Crane 0 falls", "Crane 1 falls", "Crane 2 falls"]
    assert [a.published for a in articles] == ["2020-03-01", "2020-03-02", "2020-03-03"]
    assert articles[0].url == "https://coastpost.example/2020/03/01/crane-0"


def test_gzipped_and_packed_archives_say_the_same() -> None:
    plain = b"".join(pages(3))
    zipped = b"".join(map(gzip.compress, pages(3)))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/data.warc.gz", zipped)

    assert parse(plain) == parse(zipped) == parse(packed.getvalue())


def test_chunked_and_gzipped_messages_are_unpacked() -> None:
    body = gzip.compress(PAGE.format(title="Crane falls").encode())
    chunked = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (20, body[:20], len(body) - 20, body[20:])
    head = b"Content-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked"

    (article,) = parse(record("https://coastpost.example/a", chunked, head))

    assert article.title == "Crane falls"


def test_a_cut_archive_gives_the_pages_before_the_cut() -> None:
    whole = b"".join(pages(3))

    articles = parse(whole[: len(whole) - 300])

    assert [a.title for a in articles][:2] == ["Crane 0 falls", "Crane 1 falls"]


def test_a_thousand_pages_stream_in_constant_memory() -> None:
    stored = io.BytesIO(b"".join(map(gzip.compress, pages(1000))))
    tracemalloc.start()

    count = sum(1 for _ in stream_captures(stored))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 1000
    assert peak < 500_000


def test_an_open_archive_is_read_one_article_after_another() -> None:
    articles = parse_archive(io.BytesIO(b"".join(pages(50))))

    assert next(articles).title == "Crane 0 falls"
    assert next(articles).title == "Crane 1 falls"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "utf-16"])
def test_charset_is_found(charset: str) -> None:
    page = PAGE.format(title="Crane falls").replace("<head>", f"<head><meta charset='{charset}'>")

    (article,) = parse(page.encode(charset))

    assert "café" in article.text
    assert "“We heard it fall,”" in article.text
    assert [p.code for p in article.problems] == ["no-publication-day"]


def test_page_without_a_charset_that_fits_says_how_it_was_read() -> None:
    (article,) = parse(PAGE.format(title="Crane falls").encode("windows-1252"))

    assert "“We heard it fall,”" in article.text
    assert str(article.problems[0]) == (
        "warning: the page is not utf-8 and names no charset that fits; it was read as windows-1252\n"
        "   check accents and quotation marks, or save the page again as utf-8   [charset]"
    )


@pytest.mark.parametrize("text", ["The café owner said on Monday that the house would stay open.", "The owner’s son said that “nobody asked” and that the café would stay open."])
def test_plain_text_of_an_undeclared_charset_is_read_as_windows_1252(text: str) -> None:
    (article,) = parse(text.encode("windows-1252"), name="x.txt")

    assert article.text == text
    assert article.problems[0].code == "charset"


def test_garbled_text_is_repaired_and_that_is_said() -> None:
    garbled = (PAGE.format(title="Crane falls").replace("</body>", "<p>It’s a “very old” crane — and nobody’s fault, he said.</p></body>")).encode().decode("windows-1252", "replace")

    (article,) = parse(garbled.encode())

    assert "café" in article.text
    assert "It’s a “very old" in article.text
    assert article.problems[0].code == "mojibake"


def test_right_accents_are_never_repaired() -> None:
    text = "Crane falls\nThe Ã and the Â stand in old prints; “Ângela” and “São” are names, and 5 Â is no unit, he said at length.\n"

    (article,) = parse(text.encode())

    assert article.text == text.split("\n")[1]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "error: the file is empty\n   save the page again                                                  [no-text]"),
        (b" \n\n ", "error: the file is empty\n   save the page again                                                  [no-text]"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "error: the file is no text, page, PDF or web archive\n   save the article as HTML or as text                                  [not-text]"),
        (
            b"<html><body><nav><a href='/'>Home</a></nav></body></html>",
            "error: no article was found in the page\n   save the article's own page, or copy its text into a .txt file       [no-article]",
        ),
        (b"\x00" * 4, "error: the file is no text, page, PDF or web archive\n   save the article as HTML or as text                                  [not-text]"),
        (DOCUMENT, "error: the file is no text, page, PDF or web archive\n   save the article as HTML or as text                                  [not-text]"),
        (DOCUMENT[:50], "error: the file is no text, page, PDF or web archive\n   save the article as HTML or as text                                  [not-text]"),
        (packed("archive/data.warc.gz", b"")[:60], "error: the web archive holds no page, or is damaged before its first one\n   archive the page again                                               [no-article]"),
        (DATA, "error: the file holds data in place of words\n   save the article as HTML or as text                                  [not-text]"),
        (base64.encodebytes(DATA), "error: the file holds data in place of words\n   save the article as HTML or as text                                  [not-text]"),
        (LOGIN, "error: no article was found in the page\n   save the article's own page, or copy its text into a .txt file       [no-article]"),
        (SIGN_IN, "error: no article was found in the page\n   save the article's own page, or copy its text into a .txt file       [no-article]"),
        (b"WARC/1.0\r\n", "error: the web archive holds no page, or is damaged before its first one\n   archive the page again                                               [no-article]"),
    ],
    ids=["empty", "blank", "picture", "no article", "zeros", "document", "damaged document", "damaged archive", "data", "lines of data", "login", "login without links", "broken archive"],
)
def test_what_is_no_article_is_told(data: bytes, told: str) -> None:
    (article,) = parse(data)

    assert article.text == ""
    assert [str(p) for p in article.problems] == [told]


def test_missing_day_says_what_to_do() -> None:
    (article,) = parse(PAGE.format(title="Crane falls").encode())

    assert [str(p) for p in article.problems] == [
        "warning: the article does not say when it was published, so dates such as “Wednesday” or “last month” stay unresolved\n"
        "   pass --published YYYY-MM-DD, or put `published:` into front matter   [no-publication-day]"
    ]


def test_page_hidden_until_its_script_runs_is_read() -> None:
    (article,) = parse(PAGE.format(title="Crane falls").replace("<body>", "<body style='opacity:0; visibility: hidden'>").encode())

    assert article.text.startswith("The harbour master")


def test_a_note_of_a_line_is_an_article() -> None:
    (article,) = parse(b"---\ntitle: Mayor resigns\ndate: 2020-01-02\n---\n\nThe mayor is gone.\n", name="x.md")

    assert (article.text, article.published, article.problems) == ("The mayor is gone.", "2020-01-02", ())


@pytest.mark.parametrize("text", ["Signed on Monday, the deal is void.", "Sign in the window: we are closed, and nobody knows for how long.", "Email records show that he lied.", "市长否认自己拿了钱，议会说他在说谎。" * 20])
def test_a_note_that_only_looks_like_a_form_or_like_data_is_an_article(text: str) -> None:
    (article,) = parse(f"---\ntitle: A note\ndate: 2020-01-02\n---\n\n{text}\n".encode())

    assert article.text == text


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page with these lines."""
    text = "BT /F1 11 Tf 14 TL 40 760 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return f"{body}xref\n0 6\n0000000000 65535 f \n{table}trailer << /Root 1 0 R /Size 6 >>\nstartxref\n{len(body)}\n%%EOF".encode()


LINES = [
    "Crane falls in the harbour",
    "By Ana Ruiz",
    "March 3, 2020",
    "The harbour master said on Tuesday that the tea room by the pier would be",
    "closed until the crane had been mended.",
    "Nobody was hurt, he said, and the author-",
    "ity denied that it had been warned.",
    "3/9/20, 10:06 PM",
    "https://coastpost.example/crane 1/1",
]


def test_pdf_is_read_or_its_reader_asked_for() -> None:
    (article,) = parse(pdf(LINES))

    if find_spec("pypdf") is None:
        assert [str(p) for p in article.problems] == [
            "error: reading a PDF needs the package pypdf\n   run: pip install pypdf; or save the article as HTML or text          [pdf-reader-missing]"
        ]
    else:
        assert (article.title, article.authors, article.published) == (LINES[0], ("Ana Ruiz",), "2020-03-03")
        assert article.url == "https://coastpost.example/crane"


def test_printed_lines_become_paragraphs() -> None:
    assert paragraphs(LINES[:7]).split("\n\n") == [
        *LINES[:3],
        "The harbour master said on Tuesday that the tea room by the pier would be closed until the crane had been mended.",
        "Nobody was hurt, he said, and the authority denied that it had been warned.",
    ]


def test_damaged_pdf_is_told() -> None:
    (article,) = parse(b"%PDF-1.4\nnothing")

    assert [p.code for p in article.problems] == ["pdf-reader-missing" if find_spec("pypdf") is None else "not-text"]
