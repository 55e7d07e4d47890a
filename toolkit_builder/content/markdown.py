"""The grammar of texts on markdown-it: CommonMark, but for what forms, addresses and sums are full of.

`_` is never a mark, and neither is a `*` in a sum or a sign in a bare address. What looks like a mark and is
none becomes a fault in the parser's environment, at the name FAULTS.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from ..errors import MOST
from .foreign_marks import ADDRESS_AS_WORDS, FOREIGN, MarkFault, foreign_mark

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

FAULTS = "faults"
CITATION = re.compile(r"\[@([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\]")
# What another Markdown would emphasise; blanks of a form and names such as file_name_x are none.
UNDERSCORES = re.compile(
    r"(?<![\w\\])(?P<mark>__?)(?P<words>[\"“‘'(]?[^\W_](?:[^_\n]{0,200}[^\s_])?)(?P=mark)(?![\w@/])"
)
_SIGNS = re.escape("".join(dict.fromkeys("\n!*[]\\_" + "".join(FOREIGN))))
_STOP = re.compile(f"(?P<address>{ADDRESS_AS_WORDS})|[{_SIGNS}]", re.IGNORECASE)
_BEHIND_STARS = ".,;:!?)’'"
# What messages show around a star.
_LONGEST_WORD = 200
_WORD_BEHIND = re.compile(rf"(?=\S)[^\s*]{{0,{_LONGEST_WORD}}}")
_NEXT_WORD = re.compile(rf"\s{{1,{_LONGEST_WORD}}}[^\s*]{{1,{_LONGEST_WORD}}}")
_LINE_END = re.compile(r"\\[ \t]*\n[ \t]*")
# With these before and behind it a star is a sign: 5 * 3, the note (*), a “*”.
_AROUND_A_SIGN = frozenset(
    {
        *(before + after for before in ("", " ", "\n") for after in ("", " ", "\n")),
        "()",
        "[]",
        "“”",
        "‘’",
        '""',
    }
)
_UNDERSCORES_ALONE = re.compile(r"_+")
_SLIP_OF_A_CITATION = re.compile(r"[^\s\]]{1,200}\]?")
_HALF_LINK = re.compile(r"\[[^\[\]\n]{1,200}\]\(")


@cache
def parser() -> "MarkdownIt":
    """CommonMark with everything on that a writer may try, so that it is refused and not printed as signs."""
    from markdown_it import MarkdownIt  # here, since most runs read plain words only

    made = MarkdownIt("zero", {"html": False})
    made.enable(["heading", "lheading", "hr", "blockquote", "fence", "code", "table", "list"])
    made.enable(["emphasis", "link", "image", "escape", "balance_pairs", "fragments_join"])
    made.block.ruler.at("hr", _rule_rule, {"alt": ["paragraph", "blockquote", "list"]})
    rules = made.inline.ruler
    rules.at("text", _words_rule)
    rules.before("escape", "line_end", _line_end_rule)
    rules.before("escape", "no_line_end", _no_line_end_rule)
    rules.before("escape", "letter_code", _letter_code_rule)
    rules.before("escape", "soft_line_end", _soft_line_end_rule)
    rules.at("emphasis", _star_rule)
    rules.before("emphasis", "underscores", _underscore_rule)
    rules.before("link", "citation", _citation_rule)
    rules.push("foreign", _foreign_rule)
    rules.push("half_link", _half_link_rule)
    made.inline.ruler2.after("emphasis", "unmatched", _unmatched_rule)
    made.validateLink = lambda url: True  # type: ignore[method-assign]  # ours is stricter and says so
    made.normalizeLink = lambda url: url  # type: ignore[method-assign]  # addresses stay as written
    return made


def _rule_rule(state: Any, start: int, end: int, silent: bool) -> bool:
    """A line of stars or dashes; one of `_` is a blank to sign on."""
    from markdown_it.rules_block import hr

    first = state.bMarks[start] + state.tShift[start]
    return state.src[first : first + 1] != "_" and hr(state, start, end, silent)


def _words_rule(state: Any, silent: bool) -> bool:
    """Words up to the next sign that may be a mark; a bare address is words, whatever is in it."""
    start = end = state.pos
    while match := _STOP.search(state.src, end, state.posMax):
        end = match.start()
        if not match["address"]:
            break
        end += len(_address(match["address"], state.delimiters))
    else:
        end = state.posMax
    if not silent:
        state.pending += state.src[start:end]
    state.pos = end
    return bool(end > start)


def _address(words: str, delimiters: list[Any]) -> str:
    """An address without the stars at its end, where they close a mark that was opened before it."""
    is_open = 0
    for delimiter in delimiters:
        if delimiter.close and is_open:
            is_open -= 1
        elif delimiter.open:
            is_open += 1
    end = words.rstrip(_BEHIND_STARS)
    return end.rstrip("*") if is_open and end.endswith("*") else words


def _line_end_rule(state: Any, silent: bool) -> bool:
    """A backslash at the end of a line breaks it there."""
    match = _LINE_END.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        if not state.src[: state.pos].strip():
            _refuse(state, "C124", "a line break stands before the first words", "take out the \\", "\\")
        state.push("hardbreak", "br", 0)
    state.pos = match.end()
    return True


def _no_line_end_rule(state: Any, silent: bool) -> bool:
    """A backslash that seems to have been at the end of a line."""
    hint = _lost_line_end(state.src, state.pos) if state.src[state.pos] == "\\" else ""
    if not hint:
        return False
    if not silent:
        words = state.src[state.pos : state.pos + 2].rstrip()
        _refuse(state, "C124", "a \\ breaks no line here and would be printed", hint, words)
        state.pending += "\\"
    state.pos += 1
    return True


def _lost_line_end(text: str, place: int) -> str:
    """What to write instead of such a backslash; empty where it is none."""
    after = text[place + 1 : place + 3]
    if not text[place + 1 :].strip():
        return "take out the \\; it breaks a line where another line follows in the same paragraph"
    if after[0] in " \t":  # the line end after it was folded away
        return "write the text after | and end the line with \\, or write \\\\ for the sign itself"
    is_behind_sentence = text[place - 1 : place] in [*".!?:;,”)"] and after[:1] == "n" and after[1:] != " "
    if is_behind_sentence and not re.search(r"\b[A-Za-z]:$", text[:place]):
        return "write the text after | and end the line with \\ to break it there"
    if re.fullmatch(r"n[^a-z]?", after) and text[place - 1 : place] != ":":  # but C:\new is a folder
        return "write the text after | and end the line with \\ to break it there"
    return ""


def _soft_line_end_rule(state: Any, silent: bool) -> bool:
    """The end of a line in the file is a space in print; two spaces before it may mean more, unseen."""
    if state.src[state.pos] != "\n":
        return False
    if not silent:
        if state.pending.endswith("  ") and state.pending.strip():
            line = state.src[: state.pos].rpartition("\n")[2].lstrip()
            message = "two spaces at the end of a line break it in other Markdowns, but not here"
            hint = "take them out, or end the line with \\ to break it there"
            _refuse(state, "C124", message, hint, line)
        state.pending = state.pending.rstrip(" ")
        state.push("softbreak", "br", 0)
    state.pos += 1
    while state.pos < state.posMax and state.src[state.pos] in " \t":
        state.pos += 1
    return True


def _star_rule(state: Any, silent: bool) -> bool:
    """A `*` opens or closes emphasis, but not in a sum, a name, or with spaces around."""
    if silent or state.src[state.pos] != "*":
        return False
    scanned = state.scanDelims(state.pos, True)
    length, start = scanned.length, state.pos
    before, after = state.src[start - 1 : start], state.src[start + length : start + length + 1]
    state.pos += length
    if _is_sum(before, after) or (length == 1 and before + after in _AROUND_A_SIGN):
        state.pending += "*" * length
        return True
    is_inside = length == 1 and before.isalnum() and after.isalnum()
    opens = scanned.can_open and not is_inside
    is_sign = length == 1 and (is_inside or (not opens and (before.isdigit() or before in "%)")))
    for _ in range(length):
        token = state.push("text", "", 0)
        token.content = "*"
        token.meta = {"start": start, "length": length, "is_sign": is_sign}
        state.delimiters.append(_delimiter(state, length, opens, scanned.can_close))
    return True


def _delimiter(state: Any, length: int, opens: bool, closes: bool) -> Any:
    from markdown_it.rules_inline.state_inline import Delimiter

    return Delimiter(ord("*"), length, len(state.tokens) - 1, -1, opens, closes)


def _is_sum(before: str, after: str) -> bool:
    return (before.isdigit() or before == ")") and (after.isdigit() or after == "(")


def _unmatched_rule(state: Any) -> None:
    """Stars that neither opened nor closed anything."""
    told: set[int] = set()
    for token in state.tokens:
        if token.type != "text" or not token.content or "start" not in token.meta:
            continue
        start, length = token.meta["start"], token.meta["length"]
        if not token.meta["is_sign"] and start not in told and len(told) < MOST:
            told.add(start)
            _refuse(state, "C121", *_half_mark(state.src, start, length))


def _half_mark(text: str, start: int, length: int) -> tuple[str, str, str]:
    """Message, hint and words of stars that mark nothing."""
    stars, end = "*" * length, start + length
    own = "\\*" * length
    if behind := _WORD_BEHIND.match(text, end):
        words = stars + behind[0]
        hint = f"put {stars} right behind the last word too, without a space; write {own} for the sign itself"
        return f'"{words}" begins a mark that nothing ends', hint, words
    words = re.split(r"\s", text[max(0, start - _LONGEST_WORD) : start])[-1] + stars
    if words == stars and end < len(text):
        next_word = _NEXT_WORD.match(text, end)
        words = stars + (next_word[0] if next_word else "")
        hint = f"put {stars} against the words that it stands around; write {own} for the sign itself"
        return f'"{words}" is a mark with spaces around it', hint, words
    hint = f"put {stars} right before the first word too, without a space; write {own} for the sign itself"
    return f'"{words}" ends a mark that nothing begins', hint, words


def _underscore_rule(state: Any, silent: bool) -> bool:
    """`_` is a sign; words between two of them look as if another Markdown was meant."""
    if state.src[state.pos] != "_":
        return False
    if (match := UNDERSCORES.match(state.src, state.pos, state.posMax)) and not silent:
        _refuse(state, *underscored(match))
    end = match.end() if match else state.pos + len(_UNDERSCORES_ALONE.match(state.src, state.pos)[0])  # type: ignore[index]
    if not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True


def underscored(match: re.Match[str]) -> tuple[str, str, str, str]:
    """Code, message, hint and words of what another Markdown would emphasise."""
    stars = "*" * len(match["mark"])
    hint = f"write {stars}{match['words']}{stars}, or \\_ for the sign itself"
    return "C120", f'_ marks nothing here: "{match[0]}" would be printed as it stands', hint, match[0]


def _citation_rule(state: Any, silent: bool) -> bool:
    if not state.src.startswith("[@", state.pos):
        return False
    if match := CITATION.match(state.src, state.pos):
        if not silent:
            state.push("citation", "", 0).content = match[1]
        state.pos = match.end()
        return True
    words = _SLIP_OF_A_CITATION.match(state.src, state.pos)[0]  # type: ignore[index]
    if not silent:
        hint = "write [@id] with an id of references.yaml; two sources are [@one][@two]"
        _refuse(state, "C107", f'"{words}" is no citation', hint, words)
        state.pending += words
    state.pos += len(words)
    return True


def _foreign_rule(state: Any, silent: bool) -> bool:
    """A mark of another notation."""
    fault = foreign_mark(state.src, state.pos, state.posMax)
    if fault is None:
        return False
    if not silent:
        state.env[FAULTS].append(fault)
        state.pending += fault.words
    state.pos += len(fault.words)
    return True


def _letter_code_rule(state: Any, silent: bool) -> bool:
    """A backslash that begins the code of a letter in programs."""
    return bool(state.src[state.pos] == "\\" and _foreign_rule(state, silent))


def _half_link_rule(state: Any, silent: bool) -> bool:
    """What begins as a link and is none."""
    match = _HALF_LINK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        hint = "write [words](address), with ) behind the address and no space in it"
        _refuse(state, "C107", f'"{match[0]}" begins a link that is none', hint, match[0])
        state.pending += match[0]
    state.pos = match.end()
    return True


def _refuse(state: Any, code: str, message: str, hint: str, words: str) -> None:
    state.env[FAULTS].append(MarkFault(code, message, hint, words))
