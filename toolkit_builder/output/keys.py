"""The key of a file: one sum over everything that can change its bytes."""

import hashlib
import json
from dataclasses import fields
from typing import Any

from ..layout.manuscript import Manuscript
from ..machine.versions import environment
from .task import HouseStyle, Imprint


def key(
    manuscript: Manuscript,
    variant: str,
    imprint: Imprint,
    house: HouseStyle,
    contents: tuple[tuple[str, int], ...] = (),
) -> str:
    """sha256 in hex. Same key, same bytes, on any machine: no path, clock or machine goes in.

    Args:
        manuscript: the packet.
        variant: name of one of `VARIANTS`.
        imprint: what stands on every page.
        house: the house style; its own sum stands for brand and assets, and of the sheets only the variant's
            own goes in.
        contents: page numbers of a Word file's contents list; none leave the key as it is.
    """
    inputs: dict[str, Any] = {
        "manuscript": _manuscript(manuscript),
        "variant": variant,
        "imprint": {**_values(imprint), "words": dict(imprint.words)},
        "house": [house.sha256, house.styles.get(variant, ""), house.drawings[variant]],
        "environment": dict(environment()),
        **({"contents": contents} if contents else {}),
    }
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()


def _manuscript(manuscript: Manuscript) -> dict[str, Any]:
    return {
        **_values(manuscript),
        "packet": _values(manuscript.packet),
        "body": hashlib.sha256(manuscript.body).hexdigest(),
        "assets": {name: hashlib.sha256(data).hexdigest() for name, data in manuscript.assets.items()},
    }


def _values(value: Any) -> dict[str, Any]:
    return {value_field.name: getattr(value, value_field.name) for value_field in fields(value)}
