"""What commands tell of sealed editions, as text and, for programs, as JSON. Nothing here prints."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .text import Paint, as_json, count, listed, near, plain, shortened

if TYPE_CHECKING:
    from ...publish.publish import Published
    from ...publish.restore import Regenerated
    from ...publish.verdict import Verdict

_KB = 1024
_NAMED = 10  # files that are not the same
_GOOD = ("same", "same words")  # as `publish.page_words` calls them, which loads more than words need


def published(result: "Published", seconds: float, here: Path, in_git: bool) -> str:
    """What was sealed, or would be.

    Args:
        result: what was done.
        seconds: that it took.
        here: folder that paths are shown from.
        in_git: whether the sources lie in a git repository.
    """
    title = f"{result.toolkit} {result.edition}"
    if result.known:
        lines = [f"{title} is sealed already, with just this content"]
    else:
        lines = [f"{title}, {result.label}"]
    lines.append(f"  files       {result.files:,}, {result.pages:,} pages in PDF, {_size(result.bytes)}")
    lines.append(f"  bundle      {_size(result.bundle)}")
    if result.before and not result.known:
        lines.append(f"  after       {result.before}")
    if result.trial:
        lines.append(f"  nothing was kept; `toolkit publish {result.edition}` seals it, {seconds:.1f} s")
        return "\n".join(lines)
    if not result.known:
        lines.append(f"  archive     {count(result.archived, 'new file')}")
    lines.append(f"  in          {near(Path(result.folder), here)}, {seconds:.1f} s")
    if not result.known:
        new = f"sources/{result.toolkit}/editions/{result.edition}/"
        lines.append(f"Sealed. {'Commit' if in_git else 'Keep a copy of'} {new} now.")
    return "\n".join(lines)


def published_json(result: "Published", seconds: float) -> str:
    """What was sealed, for programs."""
    return as_json({**asdict(result), "remarks": listed(result.remarks), "seconds": round(seconds, 2)})


def verified(
    toolkit: str, verdicts: Sequence["Verdict"], seconds: float, verbose: bool = False, paint: Paint = plain
) -> str:
    """What was found of each edition; the verdict of all last.

    Args:
        toolkit: its name.
        verdicts: one an edition.
        seconds: that it took.
        verbose: whether every problem is told, however many are of one kind.
        paint: gives words their colour.
    """
    lines = []
    for verdict in verdicts:
        state = paint("wrong", "NOT as sealed") if verdict.problems else "as sealed"
        lines.append(f"{toolkit} {verdict.edition}: {state}")
        lines += [f"  note: {note}" for note in verdict.notes]
        lines += [_indented(text) for text in shortened(verdict.problems, verbose, paint)]
    if not verdicts:
        return f"{toolkit}: no edition is sealed yet\n    hint: `toolkit publish`"
    files, wrong = (
        sum(verdict.files for verdict in verdicts),
        sum(len(verdict.problems) for verdict in verdicts),
    )
    problems = count(wrong, "problem")
    lines.append(
        f"{paint('wrong', problems) if wrong else problems}, {count(files, 'file')} hashed, {seconds:.1f} s"
    )
    return "\n".join(lines)


def verified_json(toolkit: str, verdicts: Sequence["Verdict"], seconds: float) -> str:
    """What was found, for programs.

    Args:
        toolkit: its name.
        verdicts: one an edition.
        seconds: that it took.
    """
    editions = [
        {
            "edition": verdict.edition,
            "good": not verdict.problems,
            "files": verdict.files,
            "problems": listed(verdict.problems),
            "notes": verdict.notes,
        }
        for verdict in verdicts
    ]
    good = not any(verdict.problems for verdict in verdicts)
    return as_json({"toolkit": toolkit, "good": good, "editions": editions, "seconds": round(seconds, 2)})


def regenerated(result: "Regenerated", seconds: float, here: Path, verbose: bool) -> str:
    """Each file that is not the same, and how many are.

    Args:
        result: what was found.
        seconds: that it took.
        here: folder that paths are shown from.
        verbose: whether every file is named.
    """
    verdicts = [file.verdict for file in result.files]
    lines = [f"{result.toolkit} {result.edition}"]
    lines += [
        f"  {kind} {version_here or 'none'} here, {version_then or 'none'} then"
        for kind, version_then, version_here in result.renderers
    ]
    for kind in dict.fromkeys(sorted(verdicts)):
        lines.append(f"  {kind:<11} {count(verdicts.count(kind), 'file')}")
    wrong = [file for file in result.files if file.verdict not in _GOOD]
    for file in result.files if verbose else wrong[:_NAMED]:
        where = f": {file.where}" if file.where else ""
        lines.append(f"              {file.row.path}  {file.verdict}{where}")
    if len(wrong) > _NAMED and not verbose:
        lines.append(f"              and {len(wrong) - _NAMED:,} more; --verbose names all")
    return "\n".join([*lines, f"  in          {near(Path(result.folder), here)}, {seconds:.1f} s"])


def regenerated_json(result: "Regenerated", seconds: float) -> str:
    """Every file and its verdict, for programs."""
    value: dict[str, Any] = {
        "toolkit": result.toolkit,
        "edition": result.edition,
        "good": result.good,
        "folder": result.folder,
        "renderers": [
            {"name": name, "then": version_then, "now": version_here}
            for name, version_then, version_here in result.renderers
        ],
        "files": [
            {"path": file.row.path, "verdict": file.verdict, "where": file.where} for file in result.files
        ],
        "seconds": round(seconds, 2),
    }
    return as_json(value)


def _size(bytes: int) -> str:
    return f"{bytes / _KB / _KB:.1f} MB" if bytes >= _KB * _KB else f"{bytes / _KB:.0f} KB"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.split("\n"))
