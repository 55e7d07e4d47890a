"""What a build did."""

from dataclasses import dataclass

from ..errors import Problem


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did.

    Args:
        toolkit, edition: what was built.
        folder: where it lies.
        made: names of files laid out in this run.
        restored: names of files that were missing and came from the cache.
        unchanged: number of files that were up to date.
        removed: names of files whose packets no longer exist.
        stale: names of files that are out of date and were not asked for.
        left_out: materials that are not approved: path and status.
        packets: number of packets asked for; the Word template is none.
        pages: pages of all PDFs asked for.
        printed: variant -> pages of its PDFs among these.
        complete: whether the folder holds all packets in their current state.
        sealed: whether the files are those of a sealed edition.
        others: of a sealed edition, names of files that this machine lays out with other bytes.
        same: of marked copies and updates, packets that have not changed since.
        warnings: of the sources.
    """

    toolkit: str
    edition: str
    folder: str
    made: tuple[str, ...]
    restored: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]
    stale: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    packets: int
    pages: int
    printed: tuple[tuple[str, int], ...]
    complete: bool
    sealed: bool = False
    others: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()
