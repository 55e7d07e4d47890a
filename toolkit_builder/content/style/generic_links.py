"""Words of links that say nothing of where they lead (WCAG 2.1, 2.4.4), in PDF and in Word."""

_GENERIC = frozenset(
    {"", "here", "click", "click here", "click this", "more", "link", "this link", "this", "this page",
     "page", "read more", "learn more", "see more", "see here", "go", "website", "this website", "download",
     "download here", "details", "url"}
)  # fmt: skip


def is_generic(words: str) -> bool:
    """Whether a link has no words, or such as any other could have; signs around them do not count."""
    return words.strip(" .…:!»>→").casefold() in _GENERIC
