"""Letters by what Unicode says of them: which are not seen, and when two texts are the same letters."""

import re
import unicodedata

SOFT_HYPHEN = "\u00ad"

# Default_Ignorable_Code_Point: a reader sees nothing of them. Python's `unicodedata` lacks the property.
# Source: Unicode 16, DerivedCoreProperties.txt.
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def seen(words: str) -> str:
    """Without what is not seen: soft hyphens, joiners, marks of direction, selectors of variants.

    Args:
        words: any text.

    Returns:
        Its other letters, composed (NFC): an accent may be written with its letter or after it.
    """
    return unicodedata.normalize("NFC", _IGNORABLE.sub("", words))


def same_letters(first: str, second: str) -> bool:
    """Whether two texts are read alike: any space is a space."""
    return _spaced(first) == _spaced(second)


def _spaced(words: str) -> str:
    return "".join(" " if letter.isspace() else letter for letter in seen(words))
