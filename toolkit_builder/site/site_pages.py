"""Pages of the site itself: start page, how to use it, editions, search."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..content.model import CompanionGuide, SelfAssessment
from ..content.packet_kinds import PACKET_KINDS
from ..layout.wording import Wording
from . import structured
from .page import SEARCH_POLICY, SEARCH_SCRIPT, SiteFrame, SitePage
from .urls import EDITIONS, HOME, LATEST, SEARCH, USE, EditionUrls

Step = tuple[str, str, list[tuple[str, str]]]
"""Title, words, and links as path and words."""


@dataclass(frozen=True, slots=True)
class FrontPages:
    """Makes the pages that belong to no edition; what they tell is of the newest.

    Args:
        frame: what stands around them.
        say: words of the language.
    """

    frame: SiteFrame
    say: Wording

    def all(self) -> Iterator[SitePage]:
        """Start page, how to use it, editions, search."""
        frame, say, about = self.frame, self.say, self.frame.about
        urls, lead = EditionUrls(frame.newest, LATEST), about.subtitle or about.title
        steps = self._four(urls)
        json_ld = structured.publication(frame.newest, frame, HOME)
        yield SitePage(
            HOME, "home.html", about.title, lead, {"place": urls, "steps": steps}, structured=json_ld
        )
        variants = list(dict.fromkeys(row.variant for row in frame.newest.rows))
        values = {"place": urls, "steps": steps, "variants": variants}
        use_lead = say("site_use_lead", title=about.title)
        yield SitePage(USE, "use.html", say.site_use, use_lead, values, indexed=True)
        editions = {"editions": frame.editions[::-1]}
        yield SitePage(EDITIONS, "editions.html", say.site_editions, say.site_editions_lead, editions)
        values = {"place": urls, "filters": self._filters(), "others": self._others(urls)}
        yield SitePage(
            SEARCH, "search.html", say.site_search, lead, values, script=SEARCH_SCRIPT, policy=SEARCH_POLICY
        )  # fmt: skip

    def _four(self, urls: EditionUrls) -> list[Step]:
        """How to use the toolkit, in four steps."""
        about, say = urls.edition.about, self.say
        kinds = {kind.replace("-", "_"): name for kind, name in about.kinds.items()}
        first = (f"{HOME}#principles", say("site_step_choose_link", units=about.units))
        return [
            (say.site_step_choose, say.site_step_choose_text, [first]),
            (say.site_step_rate, say("site_step_rate_text", **kinds), self._all(urls, SelfAssessment.kind)),
            (say.site_step_meet, say("site_step_meet_text", **kinds), self._all(urls, CompanionGuide.kind)),
            (say.site_step_act, say("site_step_act_text", **kinds), []),
        ]

    def _all(self, urls: EditionUrls, kind: str) -> list[tuple[str, str]]:
        """Every document of a kind."""
        return [
            (urls.packet(document), document.title)
            for document in urls.edition.documents
            if document.kind == kind
        ]

    def _filters(self) -> list[tuple[str, str, list[str]]]:
        """Name, label and choices of each filter of the search."""
        newest, say = self.frame.newest, self.say
        kinds = dict.fromkeys(
            document.kind_name for document in newest.documents if PACKET_KINDS[document.kind].has_texts
        )
        readers = dict.fromkeys(reader for document in newest.documents for reader in document.readers)
        return [
            ("principle", self.frame.about.unit, [unit.name for unit in newest.principles]),
            ("kind", say.site_search_by_kind, list(kinds)),
            ("readers", say.site_search_by_readers, [say[f"reader_{reader}"] for reader in readers]),
        ]

    def _others(self, urls: EditionUrls) -> list[tuple[str, str]]:
        """Pages that no principle leads to."""
        links = [(urls.packet(document), document.title) for document in urls.edition.others]
        links += [(USE, self.say.site_use), (EDITIONS, self.say.site_editions)]
        return [*links, (urls.accessibility, self.say.site_accessibility)]
