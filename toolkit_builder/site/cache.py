"""Pictures, fonts, zips and search indexes: made once, and kept among the finished files."""

import hashlib
from collections.abc import Callable

from ..machine.cache import Cache, Facts
from ..machine.versions import installed

# Another way of making any of it makes all of it anew.
_FORM = "1"


def cached(cache: Cache, inputs: list[str], tools: tuple[str, ...], make: Callable[[], bytes]) -> bytes:
    """Bytes that were made before, or are made now.

    Args:
        cache: of finished files.
        inputs: everything that the bytes depend on beside the tools, sums of other files among it.
        tools: packages that make them.
        make: makes them.
    """
    return cache.data(_key(cache, inputs, tools, make))


def cached_facts(
    cache: Cache, inputs: list[str], tools: tuple[str, ...], make: Callable[[], bytes]
) -> tuple[Facts, Callable[[], bytes]]:
    """Size and sum of such bytes, and a function that reads them.

    Args:
        cache: of finished files.
        inputs: everything that the bytes depend on beside the tools.
        tools: packages that make them.
        make: makes them.
    """
    key = _key(cache, inputs, tools, make)
    return cache.held(key), lambda: cache.data(key)


def _key(cache: Cache, inputs: list[str], tools: tuple[str, ...], make: Callable[[], bytes]) -> str:
    versions = installed()
    parts = ["site", _FORM, *(f"{name} {versions.get(name, '')}" for name in tools), *inputs]
    key = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    if cache.facts(key) is None:
        cache.put(key, make())
    return key
