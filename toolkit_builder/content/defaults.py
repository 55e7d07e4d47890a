"""What toolkit.yaml says for all materials that say nothing themselves."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from .model import Artifact, CaseStudy, Defaults, Material
from .toolkit import Source


def with_defaults(sources: Iterable[Source], defaults: Defaults | None) -> list[Source]:
    """Every file, each material with what it has left to `defaults:`.

    Args:
        sources: as they were read.
        defaults: of toolkit.yaml, if there are any.
    """
    return [_with_defaults(source, defaults) if defaults else source for source in sources]


def _with_defaults(source: Source, defaults: Defaults) -> Source:
    node = source.node
    if not isinstance(node, Material):
        return source
    more: dict[str, Any] = {}
    if not node.authors:
        more["authors"] = defaults.authors
    if node.sample_notice is None:
        more["sample_notice"] = defaults.sample_notice
    if isinstance(node, Artifact) and node.origin.creator is None:
        more["origin"] = node.origin.model_copy(update={"creator": defaults.creator})
    if isinstance(node, CaseStudy) and node.verification.by is None:
        more["verification"] = node.verification.model_copy(update={"by": defaults.checked_by})
    return replace(source, node=node.model_copy(update=more)) if more else source
