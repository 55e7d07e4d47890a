"""What each code means, of all stages, with wrong and right."""

from contextlib import suppress

from ...content import codes as content
from ...content.style import codes as style
from ...errors import Explanation
from ...layout import codes as layout
from ...machine import codes as machine
from ...output import codes as output
from ...publish import codes as publish
from ...readback import codes as readback
from ...serve import codes as serve
from ...site import codes as site


def _proof() -> dict[str, Explanation]:
    """The rules of a proof, where its packages are installed."""
    with suppress(ImportError):
        from ...proof import RULES
        from ...proof.codes import CODES

        return {rule.code: _with_source(CODES[rule.code], rule.source) for rule in RULES}
    return {}


def _with_source(explanation: Explanation, source: str) -> Explanation:
    return explanation._replace(sentence=f"{explanation.sentence} ({source})")


CODES = {
    **machine.CODES, **content.CODES, **content.STARTER_CODES, **style.CODES, **layout.CODES, **output.CODES,
    **readback.CODES, **_proof(), **publish.CODES, **site.CODES, **serve.CODES,
}  # fmt: skip
