"""config.yaml → Config, with all its mistakes at once; a site without one gets the defaults."""

from __future__ import annotations

from pathlib import Path

from dateline.model import Config
from dateline.problem import Problem, Where
from dateline.yamlfile.plain import read_plain, read_words

FILE = "config.yaml"


def read_config(root: Path) -> tuple[Config, tuple[Problem, ...]]:
    """The site's configuration; the defaults, with the problems told, where it cannot be read."""
    path = root / FILE
    if not path.exists():
        return Config(), ()
    if not path.is_file():
        return Config(), (Problem("not-a-file", "this is not a regular file", "move it away", Where(FILE)),)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        problem = Problem("not-utf-8", "the file is not UTF-8 text", "save it as UTF-8", Where(FILE))
        return Config(), (problem,)
    except OSError as error:
        return Config(), (Problem("cannot-read", f"the file cannot be read: {error.strerror}", "", Where(FILE)),)
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines()):
        return Config(), ()  # every key commented out, as in a new site
    plain = read_plain(Config, text)
    if plain is not None:
        return plain, ()
    from dateline.yamlfile.read import read_record  # see dateline.filed

    config, _, problems = read_record(Config, text, FILE)
    return config or Config(), problems


def read_strings(*files: Path) -> dict[str, str]:
    """The words of the pages: key → text; a later file wins over an earlier one, line by line.

    Raises StringsError: without its words no page can be rendered.
    """
    strings: dict[str, str] = {}
    for path in files:
        if not path.is_file():
            continue
        shown = f"templates/{path.name}"
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise StringsError(f"the file is not UTF-8 text (byte {error.start})", Where(shown)) from error
        plain = read_words(text)
        strings.update(_words(text, shown) if plain is None else plain)
    return strings


def _words(text: str, shown: str) -> dict[str, str]:
    """The same of a file in any YAML."""
    from dateline.yamlfile.tree import Lines, read_tree

    tree = read_tree(text, shown)
    if isinstance(tree, Problem):
        raise StringsError(tree.what, tree.where or Where(shown))
    if tree is None:
        return {}
    if tree.kind != "mapping":
        raise StringsError("this is no list of words: write one `key: text` a line", Lines(text, shown).at(tree.start))
    return {key.text: value.text for key, value in tree.pairs}


class StringsError(Exception):
    """The words of the pages cannot be read; `problem` says where and why."""

    def __init__(self, what: str, where: Where) -> None:
        super().__init__(f"{where}: {what}")
        self.problem = Problem("bad-strings", what, "mend it, or remove the file to use the shipped words", where)
