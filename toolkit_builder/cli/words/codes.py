"""What each code means, of all stages; those of the sources and of style come with examples."""

from collections.abc import Iterator
from contextlib import suppress

from ...content import codes as content
from ...content.codes import Explanation
from ...content.style import codes as style
from ...layout import codes as layout
from ...machine import codes as machine
from ...output import codes as output
from ...publish import codes as publish
from ...serve import codes as serve
from ...site import codes as site


def _proof() -> Iterator[tuple[str, str]]:
    """The rules of a proof, where its packages are installed."""
    with suppress(ImportError):
        from ...proof import RULES

        yield from ((rule.code, f"{rule.sentence} ({rule.source})") for rule in RULES)


_PLAIN = {
    **machine.CODES, **content.STARTER_CODES, **layout.CODES, **output.CODES, **dict(_proof()),
    **publish.CODES, **site.CODES, **serve.CODES,
}  # fmt: skip
CODES = {
    **content.CODES,
    **style.CODES,
    **{code: Explanation(sentence, "", "") for code, sentence in _PLAIN.items()},
}
