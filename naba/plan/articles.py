"""The pages of an edition's own stories and its standing pages."""

from __future__ import annotations

from collections.abc import Iterator

from naba import urls
from naba.model import Article
from naba.page import Page, Turn
from naba.plan.desk import Desk
from naba.related import related
from naba.views import articles
from naba.views.articles import Surroundings
from naba.views.linked import Text, Texts
from naba.views.press import Others


def article_pages(desk: Desk) -> Iterator[Page]:
    """One page a text: stories, then standing pages."""
    seen = [article for article in desk.index.own if not article.canceled]
    by_story = {article.story: article for article in seen}
    to_read = related(seen, by_story)
    beside = _neighbours(seen)
    for article in desk.index.own:
        newer, older = beside.get(article.story, (None, None))
        around = Surroundings(
            others=_others(desk, article),
            tags=desk.tags(article),
            authors=desk.people(article.authors),
            translators=desk.people(article.translators),
            related=desk.briefs(by_story[story] for story in to_read.get(article.story, ())),
            newer=desk.brief(newer) if newer else None,
            older=desk.brief(older) if older else None,
            links=desk.links(article),
            texts=_texts(desk, article),
            card=desk.site.config.share_cards and not article.canceled,
        )
        yield _page(desk, article, around, "pages/article.html")
    for article in desk.site.pages[desk.lang]:
        around = Surroundings(_others(desk, article), links=desk.links(article))
        yield _page(desk, article, around, "pages/page.html")


def _page(desk: Desk, article: Article, around: Surroundings, template: str) -> Page:
    return desk.page(
        article.url,
        f"content/{article.file}",
        template,
        articles.article,
        article,
        around,
        turn=Turn.ARTICLES,
        bodies=(article.body.digest,),
    )


def _neighbours(seen: list[Article]) -> dict[str, tuple[Article | None, Article | None]]:
    """The next newer and the next older story of the same section, by story.

    Within a section, so that a new story touches the page of one other.
    """
    newest: dict[str | None, Article] = {}
    older: dict[str, Article | None] = {}
    newer: dict[str, Article] = {}
    for article in seen:
        last = newest.get(article.section)
        older[article.story] = last
        if last:
            newer[last.story] = article
        newest[article.section] = article
    return {story: (newer.get(story), last) for story, last in older.items()}


def _texts(desk: Desk, article: Article) -> Texts:
    """What a text of our own is translated from, and into.

    Texts that are made from somebody else's are each a translation of that one.
    """
    if article.is_translated:
        return Texts()
    seen = [each for each in desk.site.stories[article.story].values() if not each.canceled]
    named = [each for each in seen if each is not article and not each.is_translated]
    texts = {each.lang: Text(each.lang, each.url, each.guid) for each in named}
    if article.original:
        return Texts(translations=tuple(texts.values()))
    return Texts(original=next((texts[each.lang] for each in named if each.original), None))


def _others(desk: Desk, article: Article) -> Others:
    """The story's texts in other languages; without one the switch goes to its section."""
    texts = desk.site.stories[article.story]
    others = [(lang, text) for lang, text in texts.items() if lang != article.lang]
    seen = [] if article.canceled else [pair for pair in others if not pair[1].canceled]
    instead = [(lang, text.url, "story") for lang, text in others]
    for lang in desk.indexes:
        if lang not in texts and article.section:
            instead.append((lang, urls.section(lang, article.section), "section"))
    target = "page" if article.kind == "page" else "story"
    return Others(target, tuple((lang, text.url) for lang, text in seen), tuple(instead))
