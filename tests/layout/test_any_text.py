"""Whatever an editor writes is printed word for word, or refused in our own words."""

import json
import shutil
from functools import cache

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.projects import FIXTURE, NAME
from toolkit_builder.content import richtext
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.texts import texts
from toolkit_builder.content.words import Line, Rich
from toolkit_builder.errors import BuildError
from toolkit_builder.layout import Filler, packets
from toolkit_builder.project import layouts_path

FILE = "principles/shared-aim/artifacts/family-letter.yaml"
ANY = st.text(max_size=60) | st.text("*_[]()@#<>{}%&`\\!-1. \n\"'a|~^$", max_size=40)


@cache
def source():
    return yaml.load((FIXTURE / NAME / FILE).read_text(encoding="utf-8"), yaml.CBaseLoader)


def written(folder, words):
    """The fixture with these words as a name (Text), as what it is for (Line) and as a letter (Rich)."""
    if not folder.exists():
        shutil.copytree(FIXTURE / NAME, folder)
    data = {**source(), "body": [*source()["body"]], "what_is_this": words, "adapt_steps": [words]}
    data["body"][0] = {**data["body"][0], "title": words, "text": words}
    # JSON is YAML in which every character can be written.
    (folder / FILE).write_text(json.dumps(data, ensure_ascii=True), encoding="utf-8")


def plain(text):
    """The words of a text as they should be printed."""
    if isinstance(text, Line):
        return tight(richtext.plain(richtext.parse(text, blocks=isinstance(text, Rich))))
    return tight(text)


def tight(words):
    return "".join(words.split())


def at(main, address):
    return tight("".join(main.xpath("string(//*[@id=$id])", id=address)))


@settings(max_examples=60)
@given(words=ANY)
def test_any_text_is_printed_word_for_word_or_refused(words, tmp_path_factory):
    folder = tmp_path_factory.getbasetemp() / "any-text" / NAME  # one for all examples
    written(folder, words)

    try:
        toolkit = load_toolkit(folder, NAME)
    except BuildError:
        return
    plan = next(plan for plan in packets(toolkit) if plan.packet.id == "p1-artifact")
    main = etree.fromstring(Filler(toolkit, (layouts_path(),)).fill(plan).body)

    ours = {text.field: text for text in texts(toolkit) if text.address in ("p1_letter", "p1_letter__letter")}
    assert plain(ours["what_is_this"].text) in at(main, "p1_letter__part_about")
    assert at(main, "p1_letter__letter") == plain(ours["title"].text) + plain(ours["text"].text)
