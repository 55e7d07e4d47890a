"""What has changed since the edition that was sealed before."""

from collections.abc import Sequence

from ..content.comparing.state import notes_of, state
from ..content.toolkit import Toolkit
from ..layout.news import News
from .sealed_editions import SealedEdition, edition_order


def news_since(toolkit: Toolkit, before: Sequence[SealedEdition]) -> News | None:
    """What packets of the newest edition tell of the edition sealed before it; None for the first.

    Args:
        toolkit: the sources.
        before: the sealed editions, the oldest first; the newest edition may be among them.

    Raises:
        EditionError: P123 the bundle of that edition is missing or damaged.
    """
    earlier = [edition for edition in before if edition.id != toolkit.editions[-1].id]
    return news_of(toolkit, earlier[-1]) if earlier else None


def news_of(toolkit: Toolkit, earlier: SealedEdition, later: Sequence[SealedEdition] = ()) -> News:
    """What has changed since a sealed edition.

    Args:
        toolkit: the sources.
        earlier: that edition.
        later: those sealed after it, the oldest first; the newest edition may be among them.

    Raises:
        EditionError: P123 its bundle is missing or damaged.
    """
    since = edition_order(earlier.id)
    notes = notes_of([edition for edition in toolkit.editions if edition_order(edition.id) > since])
    before, now = earlier.state(), state(toolkit)
    between = tuple(edition.state() for edition in later if edition.id != now.edition)
    return News.between((before, *between, now), earlier.seal.label, notes, toolkit.editions[-1].summary)
