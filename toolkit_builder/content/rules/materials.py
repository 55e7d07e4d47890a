"""What one file must keep to: sums, tables, results, permission."""

import re
from collections.abc import Iterator

from ...errors import Problem
from ..model import (
    AgendaItem,
    Artifact,
    CaseStudy,
    CompanionGuide,
    EditionFile,
    GroupSize,
    Protocol,
    Session,
    TableBlock,
    Team,
    ToolkitFile,
)
from .sheet import Sheet

FICTITIOUS = re.compile(r"\bfict", re.IGNORECASE)  # fictitious, fictional, ficticio
LICENCES = re.compile(
    r"CC0-1\.0|CC-BY(-NC)?(-SA|-ND)?-(2\.0|2\.5|3\.0|4\.0)|Apache-2\.0|MIT|OGL-UK-3\.0|GFDL-1\.3-only"
    r"|LicenseRef-[A-Za-z0-9.-]+"
)


def protocols_are_there(sheet: Sheet) -> Iterator[Problem]:
    """C307: a protocol of the agenda stands in the same guide."""
    guide = sheet.source.node
    if not isinstance(guide, CompanionGuide):
        return
    known = [protocol.id for protocol in guide.protocols]
    for path, item in sheet.nodes(AgendaItem):
        if item.protocol is not None and item.protocol not in known:
            message = f'there is no protocol "{item.protocol}" in this guide'
            hint = f"its protocols are {', '.join(known)}"
            yield sheet.problem((*path, "protocol"), "C307", message, hint)


def sessions_add_up(sheet: Sheet) -> Iterator[Problem]:
    """C315: the agenda fills the session exactly."""
    for path, session in sheet.nodes(Session):
        total = sum(item.minutes for item in session.agenda)
        if total != session.minutes:
            message = f"the agenda adds up to {total} minutes, the session to {session.minutes}"
            yield sheet.problem((*path, "minutes"), "C315", message, _change(total - session.minutes))


def protocols_add_up(sheet: Sheet) -> Iterator[Problem]:
    """C316: the steps fill the protocol exactly."""
    for path, protocol in sheet.nodes(Protocol):
        total = sum(step.minutes for step in protocol.steps)
        if total != protocol.minutes:
            message = f"the steps add up to {total} minutes, the protocol to {protocol.minutes}"
            yield sheet.problem((*path, "minutes"), "C316", message, _change(total - protocol.minutes))


def _change(over: int) -> str:
    minutes = f"{abs(over)} minute{'s' * (abs(over) != 1)}"
    return (
        f"take {minutes} out, or write the sum here" if over > 0 else f"add {minutes}, or write the sum here"
    )


def group_has_a_size(sheet: Sheet) -> Iterator[Problem]:
    """C327: the smallest group is not larger than the largest."""
    for kind in (Team, GroupSize):
        for path, group in sheet.nodes(kind):
            assert isinstance(group, Team | GroupSize)
            if group.minimum > group.maximum:
                message = f"the smallest group ({group.minimum}) is larger than the largest ({group.maximum})"
                yield sheet.problem((*path, "minimum"), "C327", message, "change one of the two")


def rows_fit_columns(sheet: Sheet) -> Iterator[Problem]:
    """C321: every row has one cell a column, and a table has rows."""
    for path, table in sheet.nodes(TableBlock):
        count = len(table.columns)
        for number, row in enumerate(table.rows):
            if len(row) != count:
                message = f"the row has {len(row)} cells, the table {count} columns"
                hint = 'write "" or nothing after the dash for a cell to write in'
                yield sheet.problem((*path, "rows", number), "C321", message, hint)
        if not table.rows and not table.blank_rows:
            yield sheet.missing(path, "C321", "the table has no rows", "write `rows:` or `blank_rows:`")


def cases_have_results(sheet: Sheet) -> Iterator[Problem]:
    """C320: figures, or why there are none."""
    case = sheet.source.node
    if isinstance(case, CaseStudy) and sheet.printed and bool(case.results) == bool(case.results_pending):
        hint = "write `results:`, or `results_pending:` with a sentence that says why there are none yet"
        message = (
            "a case study has both results and results_pending"
            if case.results
            else "a case study has no results"
        )
        where = ("results_pending",) if case.results else ()
        yield sheet.missing(where, "C320", message, hint)


def fictitious_places_say_so(sheet: Sheet) -> Iterator[Problem]:
    """C319: an invented place says so in its name or title, and a real one does not."""
    case = sheet.source.node
    if not isinstance(case, CaseStudy) or not sheet.printed:
        return
    named = bool(FICTITIOUS.search(case.district.name) or FICTITIOUS.search(case.title))
    checked = case.verification.status == "fictitious"
    if case.fictitious and not named:
        hint = f"write it in the name: {case.district.name} (fictitious)"
        yield sheet.problem(
            ("district", "name"), "C319", "neither name nor title says that the place is invented", hint
        )
    if case.fictitious and not checked:
        message = f'an invented place cannot be "{case.verification.status}"'
        yield sheet.problem(("verification", "status"), "C319", message, "write `status: fictitious`")
    if not case.fictitious and (named or checked):
        message = "name, title or verification say that the place is invented, this line that it is real"
        yield sheet.problem(
            ("fictitious",), "C319", message, "write `fictitious: true`, or change the others"
        )


def documents_may_be_printed(sheet: Sheet) -> Iterator[Problem]:
    """C323, C324: permission is known, and nobody's data is in it."""
    document = sheet.source.node
    if not isinstance(document, Artifact) or not sheet.printed:
        return
    if document.permission and document.permission.status == "unknown":
        hint = "ask its maker, or write `status: draft` for the artifact until you know"
        yield sheet.problem(
            ("permission", "status"), "C323", "nobody knows whether this may be printed", hint
        )
    if document.contains_personal_data:
        hint = "take the data out and write false, or write `status: draft` until that is done"
        yield sheet.problem(("contains_personal_data",), "C324", "personal data cannot be printed", hint)


def editions_are_named_by_number(sheet: Sheet) -> Iterator[Problem]:
    """C117: 2026.1.yaml holds edition 2026.1."""
    edition = sheet.source.node
    if isinstance(edition, EditionFile) and sheet.source.name != f"editions/{edition.id}.yaml":
        message = f'edition "{edition.id}" stands in a file of another name'
        yield sheet.problem(
            ("id",), "C117", message, f"rename the file to {edition.id}.yaml, or change this number"
        )


def licence_is_known(sheet: Sheet) -> Iterator[Problem]:
    """C322: the licence has an identifier that machines know."""
    file = sheet.source.node
    if isinstance(file, ToolkitFile) and not LICENCES.fullmatch(file.licence.id):
        hint = "write an SPDX identifier such as CC-BY-4.0, or LicenseRef-Name for terms of your own"
        yield sheet.problem(
            ("licence", "id"), "C322", f'"{file.licence.id}" is no licence that is known here', hint
        )
