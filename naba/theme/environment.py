"""Jinja, set up for one edition: what a template can call, and nothing else."""

from __future__ import annotations

import contextlib
import functools
import marshal
import re
from collections.abc import Callable
from types import CodeType
from typing import Any

import msgspec
from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
)
from jinja2.runtime import Macro
from markupsafe import Markup, escape

from naba import bidi, locale
from naba.frontmatter import nearest
from naba.model import Edition, Words
from naba.theme import Theme
from naba.theme.code import CarefulEnvironment, FastEnvironment
from naba.theme.strings import Catalog, fill

_ESCAPED = (".html", ".xml", ".svg")
_NOTHING = Markup("")


class _Undefined(StrictUndefined):
    """Says what is missing in the words of ``docs/templates.md``."""

    @property
    def _undefined_message(self) -> str:
        owner, name = self._undefined_obj, self._undefined_name
        if self._undefined_hint or not isinstance(owner, msgspec.Struct):
            return super()._undefined_message
        near = nearest(str(name), owner.__struct_fields__)
        hint = f", but it has `{near}`" if near else ""
        return f"{type(owner).__name__} has no `{name}`{hint}"


def bare_environment(*, careful: bool = True) -> Environment:
    """An environment that can read templates and knows every filter, for checking them.

    Without ``careful`` an attribute that is not there raises ``AttributeError``.
    """
    made = CarefulEnvironment if careful else FastEnvironment
    env = made(
        undefined=_Undefined,
        autoescape=lambda name: bool(name and name.endswith(_ESCAPED)),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(_filters("und"))
    return env


@functools.lru_cache(maxsize=8)
def environment(theme: Theme, lang: str, *, careful: bool = False) -> Environment:
    """The environment of one edition of a theme; kept, for compiling takes a tenth of a second.

    With ``careful`` it says what is missing; else it is faster, and raises ``AttributeError``.
    """
    env = bare_environment(careful=careful)
    env.loader = _Loader(theme, careful)
    env.filters.update(_filters(lang))
    edition, catalog = theme.edition(lang), theme.catalogs[lang]
    env.globals["t"] = _translator(edition, catalog)
    env.globals["forms"] = functools.partial(_forms, catalog)
    env.globals["kept"] = functools.lru_cache(maxsize=10_000, typed=True)(_called)
    env.globals["asset"] = functools.partial(asset, theme)
    return env


class _Loader(BaseLoader):
    """Finds templates in the theme; compiles each once for all editions."""

    def __init__(self, theme: Theme, careful: bool) -> None:
        self.theme, self.careful = theme, careful
        self.compiled: dict[str, CodeType] = {}  # by this process

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:
        source = self.theme.templates.get(name)
        if source is None:
            raise TemplateNotFound(name)
        code = self._code(name, source)
        # A plain dict: Jinja's own chain of two is searched at every call of a macro.
        return environment.template_class.from_code(environment, code, dict(environment.globals))

    def _code(self, name: str, source: str) -> CodeType:
        shown = self.theme.shown[name]
        if self.careful:
            return _compiled(source, name, shown, careful=True)
        if kept := self.theme.code.get(name):
            code: CodeType = marshal.loads(kept)
            return code
        self.compiled[name] = _compiled(source, name, shown, careful=False)
        return self.compiled[name]


def all_compiled(theme: Theme) -> dict[str, bytes]:
    """Every template of a theme, as ``Theme.code`` keeps it: one that can't be is left out."""
    code = dict(theme.code)
    for name, source in theme.templates.items():
        if name not in code:
            with contextlib.suppress(TemplateError):  # the pages that need it will say so
                made = _compiled(source, name, theme.shown[name], careful=False)
                code[name] = marshal.dumps(made)
    return code


def compiled(theme: Theme) -> dict[str, bytes]:
    """The templates that this process has compiled, by name, as ``Theme.code`` keeps them."""
    loaders = (environment(theme, edition.lang).loader for edition in theme.editions)
    return {
        name: marshal.dumps(code)
        for loader in loaders
        if isinstance(loader, _Loader)
        for name, code in loader.compiled.items()
    }


@functools.lru_cache(maxsize=256)
def _compiled(source: str, name: str, shown: str, *, careful: bool) -> CodeType:
    return bare_environment(careful=careful).compile(source, name, shown)


def asset(theme: Theme, path: str) -> str:
    """The address of a static file; style sheets and scripts carry their digest.

    Fonts don't: style sheets name them too, and can't know a digest.
    """
    version = f"?v={theme.assets[path][:8]}" if path.endswith((".css", ".js")) else ""
    return f"{theme.root}{path}{version}"


# Menus, names and cards stand on many pages: their letters are looked at once. By type too: text
# and ``Markup`` of the same letters are equal, and escaped unlike.
_remembered = functools.lru_cache(maxsize=10_000, typed=True)


def _filters(lang: str) -> dict[str, Callable[..., Any]]:
    """The filters of an edition: see ``docs/templates.md``."""

    def own(words: Words | str) -> str:
        return words.lang if isinstance(words, Words) else lang

    @_remembered
    def say(words: Words | str) -> Markup:
        html = runs(words)
        return html if own(words) == lang else Markup("<bdi{}>{}</bdi>").format(mark(words), html)

    @_remembered
    def runs(words: Words | str) -> Markup:
        return bidi.isolate_html(_text(words), own(words))

    def plain(words: Words | str) -> str:
        return bidi.isolate_plain(_text(words), own(words))

    @_remembered
    def mark(words: Words | str) -> Markup:
        theirs = own(words)
        if theirs == lang:
            return _NOTHING
        return Markup(' lang="{}" dir="{}"').format(theirs, locale.direction(theirs))

    own_filters: dict[str, Callable[..., Any]] = {
        "say": say,
        "runs": runs,
        "plain": plain,
        "lang": mark,
    }
    shared: dict[str, Callable[..., Any]] = {
        "begun": begun,
        "bare_json": bare_json,
        "cdata": cdata,
        "json": json,
        "references": references,
    }
    return {**own_filters, **shared}


def _translator(edition: Edition, catalog: Catalog) -> Callable[..., Markup]:
    """The ``t`` of an edition. Most strings have no places: those are made ready once."""
    ready: dict[str, Markup] = {
        key: escape(text)
        for key, text in catalog.items()
        if isinstance(text, str) and "{" not in text and "}" not in text
    }

    @functools.lru_cache(maxsize=1_000)
    def filled(key: str, values: tuple[tuple[str, type, Any], ...]) -> Markup:
        # By type too: text and ``Markup`` of the same letters are equal, and escaped unlike.
        return fill(catalog, edition, key, {name: value for name, _, value in values})

    def t(key: str, **values: Any) -> Markup:
        return ready[key] if key in ready else filled(key, _typed(values))

    return t


def _forms(catalog: Catalog, key: str) -> dict[str, str]:
    """A string with its places left open, by plural categories: for scripts, which count."""
    text = catalog[key]
    return text if isinstance(text, dict) else {"other": text}


def _typed(values: dict[str, Any]) -> tuple[tuple[str, type, Any], ...]:
    return tuple([(name, type(value), value) for name, value in values.items()])


def _called(macro: Macro, *given: Any) -> Markup:
    """What a macro makes of values: always the same, for it sees nothing else.

    Kept by ``kept(macro, …)``: a menu stands on every page, a card on some ten.
    """
    made = macro(*given)
    return made if type(made) is Markup else Markup(made)


def _text(words: Words | str) -> str:
    return words.text if isinstance(words, Words) else words


def begun(html: str, words: str) -> Markup:
    """A body with ``words`` before its first ones: in its first paragraph, so that it reads on.

    Where it begins with anything else, or with a paragraph in another language, they are a
    paragraph of their own.
    """
    found = _PARAGRAPH.match(html)
    if found:
        return Markup(f"{found[0]}{escape(words)} {html[found.end() :]}")
    return Markup(f"<p>{escape(words)}</p>\n{html}")


_PARAGRAPH = re.compile(r"\s*<p(?:\s+(?!lang\b|dir\b)[\w-]+=\"[^\"]*\")*>")


def references(text: str) -> Markup:
    """Plain text for RSS. Most programs read ``&`` and ``<`` right in hexadecimal references, says
    the RSS Advisory Board's profile; ``&amp;`` and ``&lt;`` mean the same, to fewer.
    """
    plain = str(text)
    for sign in "&<>":
        if sign in plain:
            plain = plain.replace(sign, f"&#x{ord(sign):X};")
    return Markup(plain)


def cdata(html: str) -> Markup:
    """HTML in a CDATA section; ``]]>`` inside it is divided between two sections (XML 1.0 §2.7)."""
    inside = str.replace(html, "]]>", "]]]]><![CDATA[>")
    return Markup(f"<![CDATA[{inside}]]>")


def json(value: Any) -> Markup:
    """A value as JSON that no HTML parser takes for anything else, in a script element or out.

    ``<`` could close the element and ``&`` begin an entity; U+2028 ends a line in old JavaScript.
    """
    text = _json(value)
    for sign, written in _IN_SCRIPTS.items():
        if sign in text:
            text = text.replace(sign, written)
    return Markup(text)


def bare_json(value: Any) -> Markup:
    """A value as JSON for a file of its own: ``<`` as it is, for HTML in feeds is full of it."""
    return Markup(_json(value))


def _json(value: Any) -> str:
    return msgspec.json.encode(str(value) if isinstance(value, str) else value).decode()


_IN_SCRIPTS = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
