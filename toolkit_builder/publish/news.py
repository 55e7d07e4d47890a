"""What has changed since the edition that was sealed before."""

from collections.abc import Sequence

from ..content.comparing.compare import compare
from ..content.comparing.state import notes_of, state
from ..content.toolkit import Toolkit
from ..layout.news import News
from .sealed_editions import SealedEdition, order


def news_since(toolkit: Toolkit, before: Sequence[SealedEdition]) -> News | None:
    """What packets of the newest edition tell of the edition sealed before it; None for the first."""
    earlier = [each for each in before if each.id != toolkit.editions[-1].id]
    if not earlier:
        return None
    return news_of(toolkit, earlier[-1])


def news_of(toolkit: Toolkit, earlier: SealedEdition) -> News:
    """What has changed since a sealed edition."""
    notes = notes_of([each for each in toolkit.editions if order(each.id) > order(earlier.id)])
    was = earlier.state()
    changes = compare(was, state(toolkit), notes)
    return News(was, earlier.seal.label, changes, toolkit.editions[-1].summary)
