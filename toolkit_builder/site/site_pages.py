"""Pages of the site itself: start page, how to use it, editions, search."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..content.model import CompanionGuide, SelfAssessment
from ..content.packet_kinds import PACKET_KINDS
from ..layout.wording import Wording
from . import structured
from . import urls as at
from .page import SEARCH_POLICY, SiteFrame, SitePage
from .urls import EditionUrls

Step = tuple[str, str, list[tuple[str, str]]]
"""Title, words, and links as path and words."""


@dataclass(frozen=True, slots=True)
class FrontPages:
    """Makes the pages that belong to no edition; they speak of the newest.

    Args:
        frame: what stands around them.
        say: words of the language.
    """

    frame: SiteFrame
    say: Wording

    def all(self) -> Iterator[SitePage]:
        """Start page, how to use it, editions, search."""
        frame, say, about = self.frame, self.say, self.frame.about
        place, lead = EditionUrls(frame.newest, at.LATEST), about.subtitle or about.title
        steps = self._four(place)
        told = structured.publication(frame.newest, frame, at.HOME)
        yield SitePage(
            at.HOME, "home.html", about.title, lead, {"place": place, "steps": steps}, structured=told
        )
        variants = list(dict.fromkeys(row.variant for row in frame.newest.rows))
        values = {"place": place, "steps": steps, "variants": variants}
        use_lead = say("site_use_lead", title=about.title)
        yield SitePage(at.USE, "use.html", say.site_use, use_lead, values, indexed=True)
        editions = {"editions": frame.editions[::-1]}
        yield SitePage(at.EDITIONS, "editions.html", say.site_editions, say.site_editions_lead, editions)
        values = {"place": place, "filters": self._filters(), "others": self._others(place)}
        yield SitePage(
            at.SEARCH, "search.html", say.site_search, lead, values, script=True, policy=SEARCH_POLICY
        )  # fmt: skip

    def _four(self, place: EditionUrls) -> list[Step]:
        """How to use the toolkit, in four steps."""
        about, say = place.edition.about, self.say
        kinds = {kind.replace("-", "_"): name for kind, name in about.kinds.items()}
        first = (f"{at.HOME}#principles", say("site_step_choose_link", units=about.units))
        return [
            (say.site_step_choose, say.site_step_choose_text, [first]),
            (say.site_step_rate, say("site_step_rate_text", **kinds), self._all(place, SelfAssessment.kind)),
            (say.site_step_meet, say("site_step_meet_text", **kinds), self._all(place, CompanionGuide.kind)),
            (say.site_step_act, say("site_step_act_text", **kinds), []),
        ]

    def _all(self, place: EditionUrls, kind: str) -> list[tuple[str, str]]:
        """Every document of a kind."""
        return [(place.packet(each), each.title) for each in place.edition.documents if each.kind == kind]

    def _filters(self) -> list[tuple[str, str, list[str]]]:
        """Name, label and choices of each filter of the search."""
        newest, say = self.frame.newest, self.say
        kinds = dict.fromkeys(
            each.kind_name for each in newest.documents if PACKET_KINDS[each.kind].has_texts
        )
        readers = dict.fromkeys(reader for each in newest.documents for reader in each.readers)
        return [
            ("principle", self.frame.about.unit, [unit.name for unit in newest.principles]),
            ("kind", say.site_search_by_kind, list(kinds)),
            ("readers", say.site_search_by_readers, [say[f"reader_{reader}"] for reader in readers]),
        ]

    def _others(self, place: EditionUrls) -> list[tuple[str, str]]:
        """Pages that no principle leads to."""
        found = [(place.packet(each), each.title) for each in place.edition.others]
        found += [(at.USE, self.say.site_use), (at.EDITIONS, self.say.site_editions)]
        return [*found, (place.accessibility, self.say.site_accessibility)]
