"""Edits of the theme, of pictures, and of what the newspaper is: site.yaml, tags, people."""

from __future__ import annotations

import io
import re
from pathlib import PurePosixPath
from random import Random

from PIL import Image

from naba.config import PEOPLE, SITE, TAGS
from naba.frontmatter import load
from naba.verify.edits import Edit
from naba.verify.paper import PICTURES, Paper
from naba.verify.text import keys, with_another, with_field, without_key, words

# A tag behind which something may be inserted: what Jinja puts into it may not be divided.
_TAG = re.compile(r"<[a-zA-Z][\w:-]*(?: [^<>{}]*)?(?<!/)>")


def edits_template(paper: Paper, dice: Random) -> Edit | None:
    """A template says something more, in the newspaper's own copy of it."""
    texts = {p: b.decode() for p, b in paper.themed("templates").items() if _is_template(p)}
    path = dice.choice(sorted(texts))
    tags = list(_TAG.finditer(texts[path]))
    if not tags:
        return None
    at = dice.choice(tags).end()
    new = f"{texts[path][:at]}<!-- {dice.randrange(1000)} -->{texts[path][at:]}"
    return Edit(f"edits {path}", {path: new.encode()})


def _is_template(path: str) -> bool:
    return path.endswith((".html", ".xml"))


def edits_string(paper: Paper, dice: Random) -> Edit | None:
    """One of the theme's strings is said another way."""
    lang = dice.choice(paper.langs())
    path = f"templates/strings/{lang}.yaml"
    themed = paper.themed("templates").get(path)
    if themed is None:
        return None
    catalog, _ = load(themed.decode(), path)
    plain = [key for key, value in (catalog or {}).items() if isinstance(value, str)]
    key = dice.choice(sorted(plain))
    own = without_key(paper.text(path) if paper.below(path) else "", key)
    said = catalog[key].replace('"', "”").replace("\\", "/")
    new = f'{own.rstrip()}\n{key}: "{said} {dice.randrange(1000)}"\n'.lstrip()
    return Edit(f"says `{key}` another way in {path}", {path: new.encode()})


def edits_static(paper: Paper, dice: Random) -> Edit | None:
    """A style sheet or another file of the theme changes, or one is new."""
    themed = [path for path in paper.themed("static") if path.endswith((".css", ".js", ".svg"))]
    path = dice.choice([*themed, f"static/own-{dice.randrange(9)}.txt"])
    body = paper.themed("static").get(path, b"") + f"/* {dice.randrange(1000)} */\n".encode()
    return Edit(f"edits {path}", {path: body})


def takes_back(paper: Paper, dice: Random) -> Edit | None:
    """The newspaper's own copy of a file of the theme goes, and the default's counts again."""
    own = [*paper.below("templates"), *paper.below("static")]
    if not own:
        return None
    path = dice.choice(own)
    return Edit(f"deletes {path}", {path: None})


def redraws(paper: Paper, dice: Random) -> Edit | None:
    """Another picture under the same name."""
    pictures = paper.pictures()
    if not pictures:
        return None
    path = dice.choice(pictures)
    return Edit(f"redraws {path}", {path: _drawn(path, dice)})


def illustrates(paper: Paper, dice: Random) -> Edit | None:
    """A story gets a picture, above its text or in it."""
    texts = paper.texts()
    if not texts:
        return None
    path = dice.choice(texts)
    name = f"picture-{dice.randrange(100)}.{dice.choice(['png', 'jpg', 'webp'])}"
    lang = PurePosixPath(path).stem.rpartition(".")[2]
    before = paper.text(path)
    said: str | None = f"{before.rstrip()}\n\n![{words(lang, dice, 2)}]({name})\n"
    if dice.random() < 0.5:
        said = with_field(before, "image", {"file": name, "alt": words(lang, dice)})
    if said is None:
        return None
    picture = str(PurePosixPath(path).parent / name)
    return Edit(f"shows {name} in {path}", {path: said.encode(), picture: _drawn(name, dice)})


def _drawn(path: str, dice: Random) -> bytes:
    colour = (dice.randrange(256), dice.randrange(256), dice.randrange(256))
    out = io.BytesIO()
    image = Image.new("RGB", (dice.randint(20, 60), dice.randint(20, 60)), colour)
    image.save(out, PICTURES[PurePosixPath(path).suffix.lower()])
    return out.getvalue()


def edits_site(paper: Paper, dice: Random) -> Edit | None:
    """Something else in site.yaml: a name, or how listings are made."""
    text = paper.text(SITE)
    key, values = dice.choice(_SETTINGS)
    if key:
        value = dice.choice(values)
        new = f"{without_key(text, key).rstrip()}\n{key}: {value}\n"
        return Edit(f"sets `{key}: {value}` in {SITE}", {SITE: new.encode()})
    lang = dice.choice(paper.langs())
    names = dice.choice([("title", "tagline", "description"), (lang,)])
    changed = with_another(text, names, words(lang, dice, 3), dice)
    if changed is None:
        return None
    return Edit(f"names something another way in {SITE}", {SITE: changed.encode()})


_SETTINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("page_size", ("5", "6", "9")),
    ("feed_items", ("1", "3", "30")),
    ("feed_forms", ("[rss]", "[json, atom]", "[rss, atom, json]")),
    ("feed_archive", ("true", "false")),
    ("search", ("true", "false")),
    ("list_untranslated", ("true", "false")),
    ("slugs", ("ascii", "any")),
    ("timezone", ("Asia/Amman", "America/St_Johns", "UTC")),
    ("base_url", ("https://news.example", "https://other.example/below")),
    ("", ()),
    ("", ()),
    ("", ()),
)


def names_topics(paper: Paper, dice: Random) -> Edit | None:
    """An entry of tags.yaml or people.yaml is new, changes, or goes."""
    path = dice.choice([TAGS, PEOPLE])
    text = paper.text(path) if paper.below(path) else ""
    known = keys(text)
    lang = dice.choice(paper.langs())
    way = dice.choice(["new", "other", "less"]) if known else "new"
    if way == "less":
        key = dice.choice(known)
        return Edit(f"takes `{key}` out of {path}", {path: without_key(text, key).encode()})
    if way == "other":
        new = with_another(text, (lang,), words(lang, dice, 3), dice)
        return Edit(f"names something another way in {path}", {path: new.encode()}) if new else None
    key, said = dice.choice([("syria", "سوريا"), ("jordan", "الأردن"), ("leila", "ليلى")])
    if key in known:
        return None
    name = f'name: {{{lang}: "{words(lang, dice, 2)}"}}'
    new = f"{text.rstrip()}\n{key}:\n  {name}\n  aliases: [{said}]\n".lstrip()
    return Edit(f"names `{key}` in {path}", {path: new.encode()})


KINDS = (
    edits_template, edits_string, edits_static, takes_back, redraws, illustrates, edits_site,
    names_topics,
)  # fmt: skip
