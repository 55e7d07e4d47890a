"""Answers put into a Word file as Word itself writes them, and read back by the address of each control."""

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
DOCUMENT = "word/document.xml"
Node = etree._Element

DAY = "2027-03-09"


def tree(data: bytes) -> Node:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(DOCUMENT))


def with_document(data: bytes, root: Node) -> bytes:
    """The same package with another text."""
    package, made = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in package.namelist():
            copy.writestr(name, etree.tostring(root) if name == DOCUMENT else package.read(name))
    return made.getvalue()


def answer_to(question: Mapping[str, object], number: int) -> str:
    """An answer that no other question has, where the kind allows it."""
    options = question["options"]
    assert isinstance(options, list)
    kinds = {"text": f"Answer {number}: “sí” & <no>\nsecond line", "date": DAY, "check": "yes"}
    return kinds.get(str(question["kind"])) or str(options[number % len(options)]["value"])


def fill(data: bytes, questions: tuple[dict[str, object], ...]) -> tuple[bytes, dict[str, str]]:
    """The file with every control filled, and what was put in under each address.

    Where there is room for one line only, as Word has it, an answer is one.
    """
    root = tree(data)
    controls = {tag.get(f"{W}val", ""): tag.getparent() for tag in root.iter(f"{W}tag")}
    given: dict[str, str] = {}
    for number, question in enumerate(questions):
        address = str(question["address"])
        properties = controls[address]
        assert properties is not None
        one_line = properties.find(f"{W}text") is not None
        given[address] = answer_to(question, number).replace("\n", " " if one_line else "\n")
        _put(properties, given[address], str(question["kind"]))
    return with_document(data, root), given


def _put(properties: Node, answer: str, kind: str) -> None:
    shown = {"date": "March 9, 2027", "check": "☒"}.get(kind, answer)
    if kind == "choice":
        (choice,) = properties.iter(f"{W}dropDownList")
        choice.set(f"{W}lastValue", answer)
        (item,) = (each for each in choice if each.get(f"{W}value") == answer)
        shown = item.get(f"{W}displayText", "")
    elif kind == "date":
        next(properties.iter(f"{W}date")).set(f"{W}fullDate", f"{answer}T00:00:00Z")
    elif kind == "check":
        next(properties.iter(f"{W14}checked")).set(f"{W14}val", "1")
    for empty in properties.findall(f"{W}showingPlcHdr"):
        properties.remove(empty)
    control = properties.getparent()
    assert control is not None
    (run,) = control.iter(f"{W}r")
    if kind != "check":
        for look in run.findall(f"{W}rPr"):  # of a placeholder
            run.remove(look)
    run.remove(next(run.iter(f"{W}t")))
    for place, line in enumerate(shown.split("\n")):
        if place:
            etree.SubElement(run, f"{W}br")
        etree.SubElement(run, f"{W}t").text = line


def read(data: bytes, questions: tuple[dict[str, object], ...]) -> dict[str, str]:
    """The answers: by the tag of the control, else (an editor has dropped it) by the bookmark around it."""
    root = tree(data)
    by_tag = {
        tag.get(f"{W}val", ""): control
        for control in root.iter(f"{W}sdt")
        if (tag := control.find(f"{W}sdtPr/{W}tag")) is not None
    }
    found: dict[str, str] = {}
    for question in questions:
        address = str(question["address"])
        nodes = [*by_tag[address].iter()] if address in by_tag else _marked(root, f"_a_{address}")
        found[address] = _said(nodes, question)
    return found


def _marked(root: Node, name: str) -> list[Node]:
    """What lies between the ends of a bookmark; an editor may have moved its start into the control."""
    (start,) = (mark for mark in root.iter(f"{W}bookmarkStart") if mark.get(f"{W}name") == name)
    controls = (each.find(f"{W}sdtPr") for each in start.iterancestors(f"{W}sdt"))
    found = [node for each in controls if each is not None for node in each.iter()]
    paragraph = [*next(start.iterancestors(f"{W}p")).iter()]
    for node in paragraph[paragraph.index(start) :]:
        if node.tag == f"{W}bookmarkEnd" and node.get(f"{W}id") == start.get(f"{W}id"):
            return found
        found.append(node)
    raise AssertionError(f"the bookmark {name} ends in another paragraph")


def _said(nodes: list[Node], question: Mapping[str, object]) -> str:
    kind = question["kind"]
    if any(node.tag == f"{W}showingPlcHdr" for node in nodes):
        return ""
    words = "".join(
        "\n" if node.tag == f"{W}br" else node.text or "" for node in nodes if node.tag in (f"{W}t", f"{W}br")
    )
    if kind == "check":
        return "yes" if words == "☒" else ""
    if kind == "date":
        days = [node.get(f"{W}fullDate", "")[:10] for node in nodes if node.tag == f"{W}date"]
        return days[0] if days else ""
    if kind == "choice":
        options = question["options"]
        assert isinstance(options, list)
        return next((str(each["value"]) for each in options if each["label"] == words), "")
    return words
