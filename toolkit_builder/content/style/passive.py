"""Finds the plain passive: a sentence that begins with what is done and tells of nobody who does it."""

import re

_IRREGULAR = (
    "begun|bought|brought|built|chosen|done|drawn|driven|eaten|felt|found|given|heard|held|hidden|kept|known|"
    "led|left|lost|made|meant|met|paid|put|read|said|seen|sent|set|shown|sold|spent|spoken|taken|taught|"
    "thought|thrown|told|understood|worn|written"
)
# Only at the beginning: where a clause or a list comes first, somebody may well act in it.
_PASSIVE = re.compile(
    r"(?P<subject>(?:[\w’'-]+\s+){1,8}?)"
    r"(?P<verb>(?:is|are|was|were|has\s+been|have\s+been|can\s+be|will\s+be)\s+"
    rf"(?:(?:not|never|also|then|always|first|\w+ly)\s+)?(?P<done>\w{{2,}}ed|{_IRREGULAR}))\b"
    r"(?P<after>[^;]*)$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:and|how|if|or|that|what|when|where|whether|which|who|whom|whose|why)\b", re.IGNORECASE
)
# They look like a passive and say how somebody or something is.
_STATES = re.compile(
    r"un\w+|(?:allow|bas|concern|crowd|dedicat|detail|excit|experienc|interest|involv|licens|limit|locat|marri|"
    r"mix|need|pleas|prepar|qualifi|relat|satisfi|skill|suppos|surpris|tir|worri)ed|(?:emb|f|s|sp)eed",
    re.IGNORECASE,
)
# "by the principal", but not "by Friday", "by phone", "by asking".
_DOER = re.compile(
    r"\bby\s+(?!(?:accident|chance|e-?mail|hand|letter|mail|now|phone|text|the\s+(?:end|time)|then|\w+day|\w+ing|"
    r"\d+|(?:January|February|March|April|May|June|July|August|September|October|November|December))\b)\w",
    re.IGNORECASE,
)


def passive(sentence: str) -> tuple[int, str] | None:
    """Where the verb stands, and the verb; None where somebody acts or may act."""
    match = _PASSIVE.match(sentence)
    if not match or _CLAUSE.search(match["subject"]) or _STATES.fullmatch(match["done"]):
        return None
    return None if _DOER.search(match["after"]) else (match.start("verb"), match["verb"])
