"""The front page."""

from collections.abc import Sequence
from typing import NamedTuple

from generator.kinds import KINDS
from generator.kinds.arrangementer.agenda import agenda
from generator.model.registers import Topic
from generator.pages import addresses
from generator.pages.cards import Card, Key, Named
from generator.pages.lists import collation
from generator.pages.page import Page
from generator.pages.timeline import TimelineEvent
from generator.pages.views import Views
from generator.plan.listed import Listed, by_title, series_cards

_LATEST_NEWS, _LATEST_ISSUES, _SERIES_SHOWN, _RECENT_SHOWN, _COMING_SHOWN = 8, 4, 6, 5, 4
NEWS_FEEDS, NEWS_FEEDS_TITLE = addresses.feed_urls(addresses.HOME), Key("feed_latest")


class SeriesGroup(NamedTuple):
    """The series of one kind."""

    kind: str
    cards: tuple[Card, ...]


class HomeData(NamedTuple):
    """What the front page shows."""

    news: tuple[Card, ...]
    issues: tuple[Card, ...]
    series: tuple[SeriesGroup, ...]
    topics: tuple[Named, ...]
    coming: tuple[Card, ...]
    pages: tuple[Card, ...]
    recent: tuple[TimelineEvent, ...]
    feeds: addresses.FeedUrls = NEWS_FEEDS
    feed_title: Key = NEWS_FEEDS_TITLE


def home(listed: Listed, recent: Sequence[TimelineEvent]) -> Page:
    """Plan the front page; ``recent`` is what has changed lately, oldest first."""
    views = listed.views
    news, issues = (listed.cards[name][::-1] for name in ("nyheter", "nyhetsbrev"))
    shown = [kind for kind in KINDS if kind.series and not kind.arena]
    series = [SeriesGroup(kind.name, series_cards(views, kind)[:_SERIES_SHOWN]) for kind in shown]
    data = HomeData(
        news=tuple(news[:_LATEST_NEWS]),
        issues=tuple(issues[:_LATEST_ISSUES]),
        series=tuple(group for group in series if group.cards),
        topics=_top_topics(views),
        coming=tuple(card for card in agenda(views).coming if card.when)[:_COMING_SHOWN],
        pages=by_title(listed.cards["sider"]),
        recent=tuple(reversed(recent[-_RECENT_SHOWN:])),
    )
    return Page(addresses.HOME, "forside.html", "", data)


def _top_topics(views: Views) -> tuple[Named, ...]:
    topics = views.archive.registers["temaer"]
    top = (entry for entry in topics.values() if not (isinstance(entry, Topic) and entry.parent))
    return tuple(
        sorted((views.named("temaer", entry.id) for entry in top), key=lambda named: collation(str(named.name)))
    )
