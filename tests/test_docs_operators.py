"""``docs/operators.md`` tells every key, command, option and target, and what it says holds."""

from __future__ import annotations

import functools
import re
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import click
import msgspec
import pytest
import yaml
from playwright.sync_api import Browser

from naba import cli, config
from naba.report import as_json
from naba.source import SERVED
from naba.wellknown import POLICIES, SecurityFields
from tests.chromium import chromium
from tests.conftest import Press
from tests.documents import Document, choices, codes, first_names, keys, rows, targets
from tests.newspaper import ROOT, Newspaper, picture, story

OPERATORS = Document(ROOT / "docs/operators.md")
STORY = "content/2024/08/putin-in-baku"


def test_every_key_of_site_yaml_is_told() -> None:
    text = OPERATORS.section("site.yaml")
    types = (config.SiteFields, config.EditionFields, config.SectionFields)
    known = [field for type_ in types for field in msgspec.structs.fields(type_)]
    told = rows(text)
    assert [row[0].strip("`") for row in told] == [field.name for field in known]
    for row, field in zip(told, known, strict=True):
        assert field.required == ("required" in row[1]), field.name
        assert choices(field.type) <= set(codes(row[1])), field.name
        if isinstance(field.default, int) and not isinstance(field.default, bool):
            assert f"{field.default} if not given" in row[2]
    assert set(codes(text)) >= config.RESERVED | {*POLICIES, *SecurityFields.__struct_fields__}


def test_the_hidden_files_that_are_published_are_told() -> None:
    told = set(codes(OPERATORS.section("Building")))
    assert {name for name in told if name.startswith((".", "_"))} - {".naba"} == SERVED | {".", "_"}


def test_the_example_of_site_yaml_is_sound_and_has_every_key() -> None:
    (example,) = OPERATORS.fences("yaml")
    config.read_config({"site.yaml": example.text.encode()})
    types = (config.SiteFields, config.EditionFields, config.SectionFields)
    known = {name for type_ in types for name in type_.__struct_fields__}
    assert known <= keys(yaml.safe_load(example.text))


def test_every_command_and_option_is_told_and_no_other() -> None:
    offered: dict[str, set[str]] = {}
    for name, command in cli.main.commands.items():
        for param in command.params:
            for option in param.opts if isinstance(param, click.Option) else ():
                offered.setdefault(option, set()).add(name)
    text = OPERATORS.section("Commands")
    told = {
        code.split()[0]: set(codes(row[1]))
        for row in rows(text)
        for code in codes(row[0])
        if code.startswith("-")
    }
    everywhere = {"--help", "-h", "--version"}
    assert {k: v for k, v in told.items() if k not in everywhere} == offered
    assert everywhere <= set(told)
    commands = {c.split()[1] for c in first_names(text) if c.startswith("build.py ")}
    assert commands == set(cli.main.commands)


def test_every_make_target_is_told_and_no_other() -> None:
    told = {c.removeprefix("make ") for c in first_names(OPERATORS.section("Commands"))}
    told = {name for name in told if name.isidentifier() or "-" in name[1:]} - {"make"}
    assert {name for name in told if not name.startswith("-")} == targets()


def test_the_machines_report_has_the_keys_that_are_told(newspaper: Press) -> None:
    paper = newspaper({f"{STORY}/ar.md": story()})
    built = msgspec.json.decode(as_json(paper.build(), []))
    text = OPERATORS.section("The report for machines")
    assert first_names(text) == list(built)
    paper.replace(f"{STORY}/ar.md", "title:", "sectoin: x\nx: y\ntitle:")
    (example,) = OPERATORS.fences("json")
    broken = msgspec.json.decode(as_json(None, paper.problems()))
    shown = msgspec.json.decode(example.text)
    assert list(broken) == list(shown)
    assert list(broken["problems"][0]) == list(shown["problems"][0])


@pytest.mark.parametrize("command", ["build", "check"])
def test_the_machines_report_of_a_wrong_call_is_as_told(newspaper: Press, command: str) -> None:
    paper = newspaper()
    paper.write({".naba": "a file where a folder has to be"})
    ran = paper.run(command, "--json")
    assert (ran.exit_code, ran.stderr) == (2, "")
    assert list(msgspec.json.decode(ran.stdout)) == ["ok", "error", "problems"]


PAGES = ("/", "/ar/", "/ar/2024/08/putin-in-baku/", "/old/", "/404.html")


def _complaints(browser: Browser, paper: Newspaper, policy: str, *pages: str) -> list[str]:
    """What a browser says against some pages when they are served with this policy."""
    said: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", policy)
            super().end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    handler = functools.partial(Handler, directory=str(paper.out))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.on("console", lambda message: said.append(message.text))
        for path in pages:
            page.goto(f"http://127.0.0.1:{server.server_port}{path}", wait_until="networkidle")
        page.close()
        server.shutdown()
    return [text for text in said if "Content Security Policy" in text]


@pytest.mark.browser
def test_the_theme_needs_nothing_beyond_the_policy_that_is_told(newspaper: Press) -> None:
    (told,) = [f.text for f in OPERATORS.fences() if f.text.startswith("Content-Security-Policy")]
    policy = told.partition(": ")[2].strip()
    body = "![خريطة](p.png)\n\n| أ |\n|--|\n| ب |\n"
    image = {"image": "{file: p.png, alt: خريطة}", "aliases": "[/old/]"}
    paper = newspaper({f"{STORY}/ar.md": story(body=body, **image), f"{STORY}/p.png": picture()})
    paper.build(base_url="http://127.0.0.1")
    with chromium() as browser:
        assert not _complaints(browser, paper, policy, *PAGES)
        for needed in ("style-src", "img-src", "font-src"):
            less = re.sub(rf"{needed} 'self'; ", "", policy)
            assert _complaints(browser, paper, less, PAGES[2]), f"{needed} is not needed"
