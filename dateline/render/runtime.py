"""What the code of compiled templates calls while a page is printed: words, links, escaping, macros, loops. See `compiler`.

Nothing here needs Jinja: `quick` joins it with Jinja's own classes, `spare` does without those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from markupsafe import Markup, escape

try:  # the half of `escape` that does not mark its text as safe, which costs more than the escaping
    from markupsafe._speedups import _escape_inner as _escape
except ImportError:  # where markupsafe was built without a compiler, or by another plan
    _escape = escape

T = TypeVar("T")
OURS = frozenset({"say", "link", "quoted", "once", "reuse"})  # given to every page: plain functions, the same for all pages of a folder
PREFIX = "l_1_"  # before the name of a macro's argument in the code that jinja writes

_NUMBERS = (int, float)  # as text they hold no sign of HTML
_new = str.__new__
escaped_text: Callable[[str], str] = _escape  # plain text as HTML


class Told(dict[str, str]):
    """Key → the words of a string without slots, as HTML."""

    def __init__(self, say: Callable[[str], object]) -> None:
        super().__init__()
        self._say = say

    def __missing__(self, key: str) -> str:
        self[key] = str(escape(self._say(key)))
        return self[key]


class Linked(dict[str, str]):
    """Path of the site → the link to it, as HTML, by a function of any kind."""

    def __init__(self, link: Callable[[str], object]) -> None:
        super().__init__()
        self._link = link

    def __missing__(self, target: str) -> str:
        return str(escape(self._link(target)))


class Quick:
    """A macro that is called without a detour."""

    __slots__ = ("_func", "name", "text")

    def __init__(self, text: Callable[..., str], name: str) -> None:
        self.text, self.name, self._func = text, name, text

    def __call__(self, *given: object, **named: object) -> Markup:
        """What it prints, marked as safe."""
        return _new(Markup, self.text(*given, **{f"{PREFIX}{name}": value for name, value in named.items()}))


class Loop:
    """What `loop` tells of the items that a template goes through."""

    __slots__ = ("_items", "_undefined", "first", "index", "index0", "last")

    def __init__(self, items: list[Any], undefined: Callable[[str], Any]) -> None:
        self._items, self._undefined = items, undefined
        self.index0, self.index, self.first, self.last = -1, 0, True, False

    @property
    def length(self) -> int:
        """How many there are."""
        return len(self._items)

    @property
    def previtem(self) -> Any:
        """The item before this one."""
        return self._undefined("there is no previous item") if self.first else self._items[self.index0 - 1]

    @property
    def nextitem(self) -> Any:
        """The item after this one."""
        return self._undefined("there is no next item") if self.last else self._items[self.index]


class AnyContext:
    """The names of a page, with its words and links by key."""

    told: Told
    links: Any
    waits = False  # whether only what is inside the outermost template is set up
    outer: Any = None  # the template around the last

    def around(self, template: Any) -> Any:
        """The template around another, whose turn comes later while they are made ready."""
        self.outer = template
        return _Nothing if self.waits else template


class _Nothing:
    """Stands for a template whose turn has not come."""

    @staticmethod
    def root_render_func(context: AnyContext) -> tuple[str, ...]:  # noqa: ARG004
        """No text."""
        return ()


class AnyTemplate:
    """A template whose setting up is done once for many pages."""

    environment: Any
    root_render_func: Any
    new_context: Callable[..., Any]

    def _says(self, name: str) -> Any:
        return self.root_render_func.__globals__[name]

    def ready(self, given: Mapping[str, Any]) -> Callable[[Any, str], str] | None:
        """Prints a page and its path with what all pages are `given`, its macros and imports set up; None where each page needs its own."""
        context: Any = self.new_context({**given, "page": None, "path": ""})
        context.waits, self.environment.made_for_one = True, False
        outermost: Any = self
        passed = set[AnyTemplate]()
        while outermost._says("steady") and outermost._says("extends"):
            if outermost in passed:
                return None  # a template that extends itself: Jinja says so
            passed.add(outermost)
            for _ in outermost.root_render_func(context):
                pass
            outermost = context.outer
        if self.environment.made_for_one or not outermost._says("steady") or any(name in context.vars for name in outermost._says("leaves")):
            return None  # in the last case a macro would be another one on the second page
        parent, root = context.parent, outermost.root_render_func
        context.waits = False

        def printed(page: object, path: str) -> str:
            parent["page"], parent["path"] = page, path
            return "".join(root(context))

        return printed

    def shared_module(self, vars: dict[str, Any] | None, make: Callable[[], T]) -> T:  # noqa: A002 (jinja's)
        """The macros, ready to be called, as `make` gives them: the same for all pages that give the same to those that do not look at their page."""
        names = self._says("names_from_outside")
        if vars is None or names is None or any(name in vars and name not in OURS for name in names):
            self.environment.made_for_one = True
            return make()
        given = [vars.get(name) for name in names]
        place = tuple(map(id, given))
        kept: dict[tuple[int, ...], tuple[T, list[Any]]] = self.__dict__.setdefault("kept", {})
        if place not in kept:
            kept[place] = make(), given  # held, so that no id is used again
        return kept[place][0]


class AnyEnvironment:
    """What compiled code calls by name."""

    missing: Any  # stands for what is not given
    concat: Callable[[Iterable[str]], str] = "".join
    text = staticmethod(escaped_text)
    made_for_one = False  # whether an import was set up for one page alone
    _by_key: tuple[Any, Any, Told, Any] = (None, None, Told(str), None)

    def by_key(self, say: Any, link: Any) -> tuple[Told, Any]:
        """The words and the links of those functions; kept for the next page, which mostly has the same."""
        last_say, last_link, told, links = self._by_key
        if say is not last_say:
            told = Told(say)
        if link is not last_link or links is None:
            links = getattr(link, "escaped", None)
            links = Linked(link) if links is None else links
        self._by_key = (say, link, told, links)
        return told, links

    @staticmethod
    def other(value: object) -> str:
        """A value that is no plain text as HTML."""
        if isinstance(value, Markup):
            return value
        return str(value) if value.__class__ in _NUMBERS else escape(value)

    @classmethod
    def quick(cls, function: Any, name: str, arguments: tuple[str, ...]) -> Any:
        """A macro of this function, whose arguments are all optional."""
        if function.__code__.co_varnames[: len(arguments)] != tuple([f"{PREFIX}{one}" for one in arguments]):
            raise NotImplementedError(f"macro {name} is set up within another")
        function.__defaults__ = (cls.missing,) * len(arguments)
        return Quick(function, name)

    @staticmethod
    def loop(items: Iterable[Any], undefined: Callable[[str], Any]) -> Iterator[tuple[Any, Loop]]:
        """The items, each with what `loop` tells of it."""
        items = list(items)
        told, last = Loop(items, undefined), len(items) - 1
        for at, item in enumerate(items):
            told.index0, told.index, told.first, told.last = at, at + 1, at == 0, at == last
            yield item, told
