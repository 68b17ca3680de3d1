"""What templates are compiled to: faster than by Jinja alone, and the same on the page."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from jinja2 import DictLoader, Environment, StrictUndefined
from jinja2.exceptions import UndefinedError
from markupsafe import Markup

from naba.theme import environment
from naba.theme.environment import bare_environment
from tests.conftest import Press
from tests.showcase import showcase


class Shown(msgspec.Struct, frozen=True):
    """What the templates below get."""

    title: str = "A & <b>"
    html: Markup = Markup("<i>&amp;</i>")
    items: tuple[int, ...] = (1, 2)
    table: dict[str, str] = {}


PAGE = Shown(table={"key": "<value>", "items": "hidden"})
MACROS = "{% macro bold(text, mark='!') %}<b>{{ text }}{{ mark }}</b>{% endmacro %}"
SOUND = [
    "{{ page.title }}{{ page.html }}{{ page.title|upper }}{{ 3 }}{{ none }}",
    "{% for each in page.items %}{{ loop.index }}:{{ each }}{{ ',' if not loop.last }}{% endfor %}",
    "{{ page.table.key }}{{ page.table['key'] }}{{ page.table.items() | length }}",
    "{{ page.gone is defined }}{{ page.gone | default('<none>') }}{{ page.title is defined }}",
    "{{ bold(page.title) }}{{ bold(page.html, '?') }}{{ bold(text='x', mark=page.title) }}",
    "{{ bold(*('a', 'b')) }}{{ bold(bold('&')) }}{{ (bold('a') ~ '<') }}",
    "{% set t = bold %}{{ t('<') }}{% set kept = page.title %}{{ kept }}",
    "{% macro out() %}[{{ caller() }}]{% endmacro %}{% call out() %}<{{ page.title }}{% endcall %}",
    "{% for t in [bold] %}{{ t('&') }}{% endfor %}{{ range(3) | join('<') }}",
    "{% autoescape false %}{{ page.title }}{{ bold('<') }}{% endautoescape %}",
    "{{ page['title'] }}{{ page.title.replace('A', '\"') }}{{ dict(a=1).a }}",
    "{% block own %}{{ page.title }}{% endblock %}{{ self.own() }}",
]


@pytest.mark.parametrize("template", SOUND)
def test_a_template_says_what_it_says_in_jinja(template: str) -> None:
    said = set()
    jinja = Environment(autoescape=True, undefined=StrictUndefined, extensions=[])
    for env in (jinja, bare_environment(careful=True), bare_environment(careful=False)):
        env.loader = DictLoader({"page.html": MACROS + template})
        try:
            said.add(env.get_template("page.html").render(page=PAGE))
        except AttributeError:
            assert env.code_generator_class is bare_environment(careful=False).code_generator_class
    assert len(said) == 1


def test_what_is_missing_is_said_by_the_careful_code_alone() -> None:
    for careful, error in ((True, UndefinedError), (False, AttributeError)):
        template = bare_environment(careful=careful).from_string("{{ page.titel }}")
        with pytest.raises(error):
            template.render(page=Shown())


def test_the_default_theme_looks_for_nothing_that_is_not_there(
    newspaper: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = environment.environment

    def never_careful(*given: Any, careful: bool = False) -> Environment:
        assert not careful, "a page had to be rendered twice"
        return real(*given)

    monkeypatch.setattr("naba.renderers.template.environment", never_careful)
    paper = newspaper(showcase())
    paper.build()
    quick = paper.tree()

    def always_careful(*given: Any, careful: bool = True) -> Environment:
        return real(*given, careful=True)

    monkeypatch.setattr("naba.renderers.template.environment", always_careful)
    paper.build(fresh=True)
    assert paper.tree() == quick


def test_text_is_escaped_though_markup_of_the_same_letters_was_not() -> None:
    env = bare_environment()
    for name in ("say", "runs"):
        template = env.from_string(f"{{{{ '<b>'|safe|{name} }}}} {{{{ '<b>'|{name} }}}}")
        assert template.render() == "<b> &lt;b&gt;"
