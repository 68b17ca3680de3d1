"""UI strings: one catalog an edition, all plural forms its language has, the same placeholders."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

from naba import locale
from naba.errors import Fault
from naba.model import Edition

String = str | dict[str, str]
Catalog = dict[str, String]


def fill(catalog: Catalog, edition: Edition, key: str, values: Mapping[str, Any]) -> Markup:
    """A string with its places filled: numbers in the edition's digits, text escaped.

    ``n`` chooses the plural form. Raises ``LookupError`` for a value that the string wants and
    nobody gave.
    """
    text = catalog[key]
    ready = {
        name: locale.number(value, edition) if isinstance(value, int) else value
        for name, value in values.items()
    }
    try:
        if isinstance(text, dict):
            text = text[locale.plural_category(edition.lang, values["n"])]
        return escape(text).format(**ready)
    except KeyError as error:
        raise LookupError(f"the string `{key}` gets no value for {{{error.args[0]}}}") from None


def read_catalog(data: Any, file: str, lang: str) -> tuple[Catalog, list[Fault]]:
    """A catalog from a strings file's data, and what is wrong with it by itself."""
    catalog: Catalog = {}
    faults: list[Fault] = []
    for key, value in (data or {}).items():
        if isinstance(value, str):
            catalog[key] = value
            faults += _placeholder_faults(key, {"": value}, file)
        elif isinstance(value, dict) and all(isinstance(form, str) for form in value.values()):
            catalog[key] = value
            faults += _plural_faults(key, value, file, lang)
            broken = list(_placeholder_faults(key, value, file))
            faults += broken or _lost(key, value, file)
        else:
            fact = f"the string `{key}` is not text"
            faults.append(Fault(file, fact, "write text, or a form for each plural", (key,)))
    return catalog, faults


def _plural_faults(key: str, forms: Mapping[str, str], file: str, lang: str) -> Iterator[Fault]:
    """A plural has exactly the categories of its language (CLDR)."""
    wanted = locale.plural_categories(lang)
    for category in wanted:
        if category not in forms:
            fact = f"the plural `{key}` lacks the form `{category}`, which `{lang}` has"
            yield Fault(file, fact, f"add `{category}: …` below it", (key,))
    for category in forms:
        if category not in wanted:
            fact = f"the plural `{key}` has a form `{category}`, which `{lang}` hasn't"
            yield Fault(file, fact, "its forms are " + ", ".join(wanted), (key, category))


def _placeholder_faults(key: str, forms: Mapping[str, str], file: str) -> Iterator[Fault]:
    for category, text in forms.items():
        field = (key, category) if category else (key,)
        try:
            parts = [part for part in string.Formatter().parse(text) if part[1] is not None]
        except ValueError as error:
            yield Fault(file, f"the string `{key}` has a broken placeholder: {error}",
                        "write placeholders as {name}", field)  # fmt: skip
            continue
        for _, name, form, conversion in parts:
            if not (name or "").isidentifier() or form or conversion:
                typed = f"{name}!{conversion}" if conversion else f"{name}"
                typed += f":{form}" if form else ""
                fact = f"the string `{key}` has a placeholder that is no plain name: {{{typed}}}"
                yield Fault(file, fact, "write placeholders as {name}", field)


def _lost(key: str, forms: Mapping[str, str], file: str) -> Iterator[Fault]:
    """Forms that lack a placeholder of the others. Those for one number alone may swallow it."""
    every = _all_placeholders(dict(forms))
    for category, text in forms.items():
        may = {"n"} if category in ("zero", "one", "two") else set()
        for name in sorted(every - placeholders(text) - may):
            fact = f"the form `{category}` of the plural `{key}` lacks {{{name}}}"
            yield Fault(file, fact, f"say {{{name}}} in it", (key, category))


def placeholders(text: str) -> frozenset[str]:
    """The names in braces. Raises ``ValueError`` for a brace that is left open."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def compare(first: Catalog, other: Catalog, file: str, first_lang: str) -> Iterator[Fault]:
    """What a catalog lacks or says with other placeholders than the first edition's."""
    for key, text in first.items():
        if key not in other:
            fact = f"the string `{key}` is missing; the edition `{first_lang}` has it"
            yield Fault(file, fact, f"add `{key}: …`")
        elif isinstance(text, dict) != isinstance(other[key], dict):
            fact = f"the string `{key}` counts in one edition and not in the other"
            yield Fault(file, fact, "write a form for each plural in both", (key,))
        elif _differ(_all_placeholders(text), _all_placeholders(other[key])):
            names = ", ".join(f"{{{name}}}" for name in sorted(_all_placeholders(text)))
            fact = f"the string `{key}` has other placeholders than in `{first_lang}`"
            yield Fault(file, fact, f"use {names or 'none'}", (key,))


def _differ(first: frozenset[str], other: frozenset[str]) -> bool:
    # One that is no plain name is told by itself.
    return first != other and all(name.isidentifier() for name in other)


def _all_placeholders(text: String) -> frozenset[str]:
    # The dual and the singular may swallow the number, so forms are looked at together.
    forms = text.values() if isinstance(text, dict) else (text,)
    try:
        return frozenset().union(*(placeholders(form) for form in forms))
    except ValueError:
        return frozenset({""})
