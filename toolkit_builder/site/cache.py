"""What takes long and comes out the same is made once and kept among the finished files."""

import hashlib
from collections.abc import Callable

from ..machine.cache import Cache, Facts
from ..machine.versions import installed

# Another way of making any of it makes all of it anew.
_FORM = "1"


def kept(cache: Cache, what: list[str], tools: tuple[str, ...], make: Callable[[], bytes]) -> bytes:
    """What was made before, or is made now.

    Args:
        cache: of finished files.
        what: everything that the bytes depend on, sums of other files among it.
        tools: packages that make them.
        make: makes them.
    """
    return cache.data(_key(cache, what, tools, make))


def described(
    cache: Cache, what: list[str], tools: tuple[str, ...], make: Callable[[], bytes]
) -> tuple[Facts, Callable[[], bytes]]:
    """What is known of it, and a function that reads it.

    Args:
        cache: finished files.
        what: all that decides its bytes beside the tools.
        tools: packages that make it.
        make: makes it.
    """
    key = _key(cache, what, tools, make)
    return cache.held(key), lambda: cache.data(key)


def _key(cache: Cache, what: list[str], tools: tuple[str, ...], make: Callable[[], bytes]) -> str:
    found = installed()
    parts = ["site", _FORM, *(f"{name} {found.get(name, '')}" for name in tools), *what]
    key = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    if cache.facts(key) is None:
        cache.put(key, make())
    return key
