"""Fields that depend on what a thing is: rubric or statements, copied or described, a place or a state."""

from collections.abc import Iterator

from ...errors import Problem
from ..model import Artifact, Card, CaseStudy, Indicator, SelfAssessment, Vignette
from ..reading.spans import Path
from .sheet import Sheet


def indicators_fit_style(sheet: Sheet) -> Iterator[Problem]:
    """C340, C341: a rubric says where to look and what for; a statement has no descriptors."""
    assessment = sheet.source.node
    if not isinstance(assessment, SelfAssessment) or not sheet.printed:
        return
    for path, indicator in sheet.nodes(Indicator):
        if assessment.style == "statement":
            yield from _no_descriptors(sheet, path, indicator)
            continue
        for name in ("scope", "look_fors", "evidence"):
            if not getattr(indicator, name):
                hint = f"write `{name}:`, or `style: statement` above for a list of statements on one scale"
                message = f'an indicator of a rubric has no "{name}"'
                yield sheet.missing((*path, name), "C340", message, hint)


def _no_descriptors(sheet: Sheet, path: Path, indicator: Indicator) -> Iterator[Problem]:
    if indicator.descriptors:
        hint = "take `descriptors:` out, or `style: statement` above"
        message = "a statement is rated on the scale alone, it has no descriptors"
        yield sheet.missing((*path, "descriptors"), "C341", message, hint)


def stories_are_composite_or_cited(sheet: Sheet) -> Iterator[Problem]:
    """C342: a story says that it is made up of many, or where it is told."""
    for path, story in sheet.nodes(Vignette):
        if sheet.printed and not story.composite and "[@" not in story.text:
            hint = "add [@id] with the id of its source in references.yaml, or write `composite: true`"
            message = "a story about real people cites no source"
            yield sheet.missing((*path, "composite"), "C342", message, hint)


def cards_lead_somewhere(sheet: Sheet) -> Iterator[Problem]:
    """C343: a card says where its story is told in full."""
    for path, card in sheet.nodes(Card):
        if sheet.printed and card.link is None and card.source is None:
            hint = "write `link:` with its address, or `source:` with an id of references.yaml"
            yield sheet.problem(path, "C343", f'the card "{card.id}" leads nowhere', hint)


def documents_are_here_or_elsewhere(sheet: Sheet) -> Iterator[Problem]:
    """C344, C345: a document is printed here, with leave and steps to adapt it, or found elsewhere."""
    document = sheet.source.node
    if not isinstance(document, Artifact) or not sheet.printed:
        return
    if bool(document.body) == bool(document.found_at):
        message = (
            "an artifact has both body and found_at"
            if document.body
            else "an artifact has neither body nor found_at"
        )
        hint = (
            "write `body:` for a document to print, or `found_at:` for one that is described and not copied"
        )
        yield sheet.missing(("found_at",), "C344", message, hint)
    elif document.body:
        for name in ("permission", "contains_personal_data", "adapt_steps"):
            if getattr(document, name) in (None, ()):
                message = f'an artifact with a body has no "{name}"'
                yield sheet.missing((name,), "C345", message, f"write `{name}:`")


def places_have_a_state(sheet: Sheet) -> Iterator[Problem]:
    """C346: a district, network or zone lies in a state; a state is one."""
    case = sheet.source.node
    if not isinstance(case, CaseStudy) or not sheet.printed:
        return
    if case.district.kind != "state" and case.district.state is None:
        hint = "write `state:`, or `kind: state` where a whole state is the case"
        yield sheet.missing(("district",), "C346", "the place has no state", hint)
    if case.district.kind == "state" and (case.district.state or case.district.city):
        name = "state" if case.district.state else "city"
        hint = f"take `{name}:` out; its name says which state it is"
        yield sheet.missing(("district", name), "C346", "the place is a state itself", hint)
