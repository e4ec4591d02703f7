"""Former addresses and the ledger: every address of the past leads to a page."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.check import ledger
from generator.check.ledger import Ledger
from generator.kinds import BY_NAME
from generator.model.archive import Archive, Document, Series, SeriesMatter, assemble
from generator.model.edition import Edition
from generator.model.front_matter import FrontMatter
from generator.model.registers import MODELS, Topic
from generator.model.validation import ModelT
from generator.pages import addresses, redirects
from generator.pages.redirects import Redirect, resolve
from tests.driver import TODAY, Built, SiteTest

LEDGER = "content/registre/adresser.txt"


def leads(built: Built, url: str) -> str:
    """Follow the page at a former address, as a browser without scripts does."""
    (to,) = built.page(url).find("//noscript/meta[@http-equiv='refresh']/@content")
    return (
        (built.folder / url)
        .parent.joinpath(to.removeprefix("0; url="))
        .resolve()
        .relative_to(built.folder.resolve())
        .as_posix()
    )


def lines(site: SiteTest) -> list[str]:
    return [line for line in (site.folder / LEDGER).read_text("utf-8").splitlines() if not line.startswith("#")]


# --- Former addresses -------------------------------------------------------------------------------------------------


def test_a_series_and_an_entry_of_a_register_can_take_over_addresses(site: SiteTest) -> None:
    site.file("content/anbefalinger/ny/serie.yml", "title: Ny serie\naliases: [anbefalinger/gammel/index.html]\n")
    site.document("anbefalinger/ny/2026", title="Utgave", valid_from="2026-01-01")
    site.file(
        "content/registre/temaer.yml",
        "- {id: samhandling, name: Samhandling}\n"
        "- {id: gastro, name: Fordøyelse, name_nn: Fordøying, aliases: [tema/mage/index.html]}\n",
    )
    built = site.build()
    assert leads(built, "anbefalinger/gammel/index.html") == "anbefalinger/ny/index.html"
    assert built.page("anbefalinger/gammel/index.html").title == "Ny serie"
    assert leads(built, "tema/mage/index.html") == "tema/gastro/index.html"
    assert built.page("tema/mage/index.html").title == "Fordøyelse"


def test_an_address_that_a_register_says_is_taken_is_a_collision(site: SiteTest) -> None:
    site.document("sider/om", title="Om")
    site.file(
        "content/registre/organisasjoner.yml",
        "- {id: siv, name: Sykehuset, aliases: [sider/om.html]}\n",
    )
    assert site.problems() == [
        "content/registre/organisasjoner.yml:0 siv.aliases [adresse-kollisjon] "
        "Adressen sider/om.html brukes også av content/sider/om.md."
    ]


def test_a_page_at_a_former_address_leads_on_without_a_script_and_is_not_found_by_search_engines(
    site: SiteTest,
) -> None:
    page = site.document("sider/ny", title="Ny", aliases="[sider/gammel.html]").build().page("sider/gammel.html")
    assert page.find("//noscript/meta/@content") == ["0; url=ny.html"]
    assert page.find("//head/meta[@http-equiv='refresh']") == [], "a script that can run need not race with it"
    assert page.one("//main//a/@href") == "ny.html"
    assert page.one("//script/@data-til") == "ny.html"
    assert page.one("//link[@rel='canonical']/@href") == "https://arkiv.example.no/sider/ny.html"
    assert page.one("//meta[@name='robots']/@content") == "noindex"


# --- The ledger -------------------------------------------------------------------------------------------------------


def test_the_ledger_remembers_where_a_former_address_was_led(site: SiteTest) -> None:
    site.document("sider/to", title="To", aliases="[sider/en.html]").build()
    assert "sider/en.html sider/to.html" in lines(site)
    site.without("content/sider/to.md").document("sider/tre", title="Tre", aliases="[sider/to.html]")
    built = site.build()
    assert leads(built, "sider/en.html") == leads(built, "sider/to.html") == "sider/tre.html"
    assert {"sider/en.html sider/tre.html", "sider/to.html sider/tre.html", "sider/tre.html"} <= set(lines(site))
    assert built.bytes() == site.build(output="en gang til").bytes()


def test_a_page_that_comes_back_is_itself_again(site: SiteTest) -> None:
    site.document("sider/to", title="To", aliases="[sider/en.html]").build()
    site.document("sider/to", title="To").document("sider/en", title="En")
    assert site.build().page("sider/en.html").title == "En"
    assert "sider/en.html" in lines(site)
    site.without("content/sider/en.md")
    assert [problem.code for problem in site.fails()] == ["adresse-tapt"]


def test_merged_branches_can_have_led_an_address_to_two_places(site: SiteTest) -> None:
    site.document("sider/a", title="A").document("sider/b", title="B")
    site.file(LEDGER, "sider/gammel.html\nsider/gammel.html sider/borte.html\nsider/gammel.html sider/b.html\n")
    site.document("sider/a", title="A", aliases="[sider/borte.html]")
    built = site.build()
    assert leads(built, "sider/gammel.html") == "sider/b.html"
    assert [line for line in lines(site) if line.startswith("sider/gammel")] == ["sider/gammel.html sider/b.html"]


def test_building_the_past_forgets_nothing(site: SiteTest) -> None:
    site.item("nyheter/2026/ny", aliases="[nyheter/2026/gammel.html]").item("nyheter/2020/b", date="2020-01-01")
    site.build()
    before = lines(site)
    built = site.build(date(2021, 1, 1))
    assert "nyheter/2026/gammel.html" not in built.urls()
    assert lines(site) == before


def test_a_ledger_cannot_lead_out_of_the_archive(site: SiteTest) -> None:
    site.document("sider/om", title="Om")
    for target in ("https://ond.example.org/a.html", "//ond.example.org/a.html", "../../a.html", "javascript:a.html"):
        site.file(LEDGER, f"sider/gammel.html {target}\n")
        assert "adresse-linje" in {problem.code for problem in site.fails()}
    site.file(LEDGER, "sider/gammel.html sider/finnes-ikke.html\n")
    assert "adresse-tapt" in {problem.code for problem in site.fails()}


@pytest.mark.parametrize("url", ["a-aa/s/index.html", "sider/side-1.html", "sok/x.html", "assets/x.html"])
def test_a_ledger_cannot_put_a_redirect_where_the_site_keeps_its_own(site: SiteTest, url: str) -> None:
    site.document("sider/siste", title="Siste").file(LEDGER, f"{url} sider/siste.html\n")
    assert [dict(problem.values)["url"] for problem in site.fails() if problem.code == "adresse-tapt"] == [url]


@pytest.mark.parametrize(("asset", "lost"), [(None, "sider/om.html"), ("sider/om.html/b.png", "sider/om.html")])
def test_a_folder_that_got_the_name_of_a_former_page_is_noticed(site: SiteTest, asset: str | None, lost: str) -> None:
    site.document("sider/ny", title="Ny").file(LEDGER, f"{lost} sider/ny.html\n")
    if asset:
        site.file(f"content/{asset}", b"\x89PNG\r\n")
    else:
        site.document("sider/om.html/mer", title="Mer")
    assert [dict(problem.values)["url"] for problem in site.fails() if problem.code == "adresse-tapt"] == [lost]


@pytest.mark.parametrize("aliases", ["[sider/a.html, sider/a.html/b.html]", "[sider/a.html/b.html, sider/a.html]"])
def test_former_addresses_can_not_lie_within_each_other(site: SiteTest, aliases: str) -> None:
    site.document("sider/ny", title="Ny", aliases=aliases)
    (problem,) = site.fails()
    assert (problem.code, problem.field) == ("adresse-kollisjon", "aliases.1")


# --- What holds for every history of an archive -----------------------------------------------------------------------

TOPICS = ("hjerte", "lunge", "gastro")
steps = st.lists(
    st.tuples(
        st.sampled_from(("rename", "remove", "move-series", "edition", "topic", "revive", "write")),
        st.integers(0, 5),
        st.integers(0, 5),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


class Editors:
    """An archive as forgetful editors change it: they name the newest former address, seldom all of them."""

    def __init__(self) -> None:
        self.pages: dict[str, set[str]] = {"sider/a": set(), "sider/b": set()}
        self.series: dict[str, set[str]] = {"anbefalinger/s": set()}
        self.editions: dict[str, set[str]] = {"anbefalinger/s/1": set()}
        self.topics: dict[str, set[str]] = {"hjerte": set(), "lunge": set()}
        self.ledger = Ledger()
        self._made = 0

    def name(self) -> str:
        self._made += 1
        return f"n{self._made}"

    def act(self, what: str, which: int, other: int, forgets: bool) -> None:
        """Do one thing that editors do."""
        documents = self.pages if which % 2 else self.editions
        id_ = sorted(documents)[which % len(documents)]
        if what == "write":
            self.pages[f"sider/{self.name()}"] = set()
        elif what == "rename":
            self._move(documents, id_, f"{id_.rpartition('/')[0]}/{self.name()}", f"{id_}.html", forgets)
        elif what == "remove" and len(documents) > 1:
            aliases = documents.pop(id_)
            heir = sorted(documents)[other % len(documents)]
            documents[heir] |= {f"{id_}.html"} | (set() if forgets else aliases)
        elif what == "edition":
            self.editions[f"{sorted(self.series)[which % len(self.series)]}/{self.name()}"] = set()
        elif what == "move-series":
            self._move_series(sorted(self.series)[which % len(self.series)], forgets)
        elif what == "topic":
            topic = sorted(self.topics)[which % len(self.topics)]
            self._move(self.topics, topic, self.name(), f"tema/{topic}/index.html", forgets)
        elif what == "revive":
            self._revive(which)

    def _move(self, among: dict[str, set[str]], old: str, new: str, url: str, forgets: bool) -> None:
        aliases = among.pop(old)
        among[new] = {url} | (set() if forgets else aliases)

    def _move_series(self, old: str, forgets: bool) -> None:
        new = f"anbefalinger/{self.name()}"
        self._move(self.series, old, new, f"{old}/index.html", forgets)
        for edition in [one for one in self.editions if one.startswith(f"{old}/")]:
            self._move(self.editions, edition, new + edition.removeprefix(old), f"{edition}.html", forgets)

    def _revive(self, which: int) -> None:
        """Use an address of before for a new page."""
        former = sorted(url for url in self.ledger.known if url.startswith("sider/") and url != "sider/index.html")
        url = former[which % len(former)]
        for aliases in self._every():
            aliases.discard(url)
        self.pages.setdefault(url.removesuffix(".html"), set())

    def _every(self) -> list[set[str]]:
        groups = (self.pages, self.series, self.editions, self.topics)
        return [aliases for group in groups for aliases in group.values()]

    def archive(self) -> Archive:
        documents = [_document(id_, "sider", aliases) for id_, aliases in self.pages.items()]
        documents += [_document(id_, "anbefalinger", aliases) for id_, aliases in self.editions.items()]
        series = [
            Series(id_, "anbefalinger", f"{id_}/serie.yml", _made(SeriesMatter, aliases, title=id_), {})
            for id_, aliases in self.series.items()
        ]
        topics = {id_: _made(Topic, aliases, id=id_, name=id_) for id_, aliases in self.topics.items()}
        return assemble(documents, series, {**{name: {} for name in MODELS}, "temaer": topics}, BY_NAME)

    def publish(self) -> tuple[Archive, frozenset[str], tuple[Redirect, ...]]:
        """Do what a build does, and what it says to do where it would lose an address."""
        archive = self.archive()
        pages = ledger.pages(archive)
        planned = redirects.plan(archive, pages, (), self.ledger.led, "nb")
        answered = pages.union(one.url for one in planned)
        lost = [
            dict(problem.values)["url"]
            for problem in ledger.check(answered, self.ledger.known)
            if problem.code == "adresse-tapt"
        ]
        if lost:
            self.pages[min(self.pages)] |= set(lost)
            return self.publish()
        self.ledger = ledger.entered(self.ledger, pages, planned)
        return archive, pages, planned


def _made(model: type[ModelT], aliases: set[str], **fields: object) -> ModelT:
    return model.model_validate({"aliases": sorted(aliases), **fields})


def _document(id_: str, kind: str, aliases: set[str]) -> Document:
    is_edition = kind == "anbefalinger"
    matter = (
        _made(Edition, aliases, title=id_, valid_from=TODAY) if is_edition else _made(FrontMatter, aliases, title=id_)
    )
    return Document(id_, kind, f"{id_}.md", b"", matter, {}, (), (), "")


@settings(max_examples=1000, deadline=None, derandomize=True, database=None)
@given(history=steps)
def test_every_address_of_the_past_leads_to_a_page_in_one_hop(history: list[tuple[str, int, int, bool]]) -> None:
    editors = Editors()
    published = set(editors.publish()[1])
    for step in history:
        editors.act(*step)
        archive, pages, planned = editors.publish()
        published |= pages
        to = {one.url: one.to for one in planned}
        assert published <= pages | to.keys(), "nothing that was ever published is lost"
        assert set(to.values()) <= pages, "what it leads to is a page and not another redirect"
        assert not to.keys() & pages, "a page is never hidden by a redirect"
        assert {one.url: one.to for one in addresses.former(archive)}.items() <= to.items(), "the content decides"
        assert editors.ledger.known == published | to.keys()
        redone = redirects.plan(archive, pages, (), editors.ledger.led, "nb")
        assert redone == planned, "building again gives the same"
        assert ledger.read(_written(editors.ledger))[0] == editors.ledger


def _written(known: Ledger) -> bytes:
    return "".join(" ".join((url, *known.led.get(url, ()))) + "\n" for url in known.known).encode()


names = st.sampled_from("abcdefg")


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(
    pages=st.frozensets(names),
    said=st.dictionaries(names, names, max_size=5),
    led=st.dictionaries(names, st.lists(names, max_size=3), max_size=7),
)
def test_chains_of_any_shape_end_in_a_page_or_nowhere(
    pages: frozenset[str], said: dict[str, str], led: dict[str, list[str]]
) -> None:
    found = resolve(pages, said, led)
    assert set(found.values()) <= pages
    assert not found.keys() & pages
    for url in {*said, *led} - pages - found.keys():
        assert not {*([said[url]] if url in said else led[url])} & (pages | found.keys())
