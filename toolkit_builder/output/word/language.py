"""Languages and dates as Word names them."""

from functools import lru_cache

from babel import Locale
from babel.core import get_global


@lru_cache(maxsize=16)
def with_region(language: str) -> str:
    """A language tag with its likeliest region: Word knows en-US, and not every Word knows en."""
    if "-" in language:
        return language
    likely = get_global("likely_subtags").get(language, "")
    return "-".join([language, *likely.split("_")[-1:]]) if likely else language


@lru_cache(maxsize=16)
def date_format(language: str) -> str:
    """The language's long date in Word's letters (17.16.4.1), such as MMMM d, yyyy."""
    pattern: str = Locale.parse(language, sep="-").date_formats["long"].pattern
    return pattern.replace("yyyy", "y").replace("y", "yyyy")
