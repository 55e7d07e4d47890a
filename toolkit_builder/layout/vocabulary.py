"""The closed list of elements, classes and attributes that a Manuscript may use.

The layouts are held to it when they are filled; the stylesheets and the Word style table are tested against
it. An element that is not here is an error, so nothing that a layout says can silently be lost by a writer.
"""

import re

from ..content.richtext import ADDRESS

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

# Element -> classes it may carry; at most one each. None stands for no class.
CLASSES: dict[str, frozenset[str | None]] = {
    "main": frozenset({"packet"}),
    # cover: first page. district: "make it yours" page (Word). contents: list of parts.
    # opener: a part's first page. material: one whole material inside a principle or book.
    # sheet: starts a page of its own (handout, plan). indicator, protocol, session: kept together where it
    # can be. news: what has changed since an earlier edition. end: sources, licence, how to cite.
    # story: opens a text. tile: one of a gallery. glance: all of a page at a glance. parts: a short list of
    # contents, see `contents`.
    "section": frozenset(
        {
            None,
            "cover",
            "district",
            "contents",
            "opener",
            "principle",
            "material",
            "sheet",
            "indicator",
            "protocol",
            "session",
            "news",
            "end",
            "story",
            "tile",
            "glance",
            "parts",
        }
    ),
    # brief: the summary column of a case. columns: two or three short lists side by side (stacked in Word).
    # fields: a label and its field, never parted. rating: the fields of one indicator.
    # keep: not broken over pages. gallery: tiles beside each other. index: materials in two columns.
    # foot-slot: the district's name in every footer.
    "div": frozenset(
        {"brief", "columns", "column", "fields", "rating", "keep", "foot-slot", "gallery", "index"}
    ),
    # callout: a note to everybody. facilitator: a note plainly not for participants. caution: caveats.
    "aside": frozenset({"callout", "facilitator", "caution"}),
    "h1": frozenset({"title"}),
    **{name: frozenset({None}) for name in HEADINGS[1:]},
    # lead: the sentence under a title. eyebrow: small line above a title. numeral: big number of a cover.
    # label: names the list or field that follows. meta: publisher, edition, readers. fine: notice, licence.
    # prompt: what participants see or hear. about: a line under an entry of the contents.
    "p": frozenset({None, "lead", "eyebrow", "numeral", "label", "meta", "fine", "prompt", "about", "quote"}),
    # checklist: things to tick, each item begins with a check box.
    "ul": frozenset({None, "checklist"}),
    # steps: things to do in order. references: the list of sources, numbered as the footnotes are.
    "ol": frozenset({None, "steps", "references"}),
    "li": frozenset({None}),
    "nav": frozenset({"entries"}),
    # rubric: levels side by side. consensus, plan: room to write in every row. agenda: a session by the
    # clock. facts: two columns, label and text. results: figures and who claims them. grid: an author's own.
    # snapshot: statements and choices.
    "table": frozenset({"rubric", "consensus", "plan", "agenda", "facts", "results", "grid", "snapshot"}),
    "caption": frozenset({None}),
    "colgroup": frozenset({None}),
    "col": frozenset({None}),
    "thead": frozenset({None}),
    "tbody": frozenset({None}),
    "tr": frozenset({None}),
    "th": frozenset({None}),
    "td": frozenset({None}),
    # chart: bars drawn to scale. strip: the timeline of a session. logo: the brand's mark.
    "figure": frozenset({"chart", "strip"}),
    "figcaption": frozenset({None}),
    "img": frozenset({"slot", "picture", "logo"}),
    "em": frozenset({None}),
    # del, ins: words that went and came, in a marked copy.
    "del": frozenset({None}),
    "ins": frozenset({None}),
    # br: the end of a line within a paragraph.
    "br": frozenset({None}),
    "strong": frozenset({None}),
    # again: the number of a footnote that stands elsewhere.
    "a": frozenset({None, "again"}),
    # footnote: the note itself, standing where it is called. edition: filled by the writer. number: a
    # generated number before a heading or indicator. choices: circles to tick, on paper. tag: scope, minutes.
    # change: the label of a block in a marked copy. between-notes: the comma of two numbers of footnotes.
    "span": frozenset({"footnote", "between-notes", "edition", "number", "choices", "tag", "change"}),
    "select": frozenset({None}),
    "option": frozenset({None}),
    "textarea": frozenset({None}),
    "input": frozenset({None}),
}

# Blocks that hold words of their own; each gets an address, derived where the layout gives none.
DERIVED = {
    "p": "p", "li": "i", "tr": "r", "caption": "c", "figcaption": "f",
    **dict.fromkeys(HEADINGS, "h"),
}  # fmt: skip

FIELDS = ("select", "textarea", "input")
INLINE = ("em", "strong", "del", "ins", "a", "span", "br", *FIELDS)
SLOTS = ("district-name", "district-logo", "district-contact", "foot-name", "copy-number")

ATTRIBUTES: dict[str, frozenset[str]] = {
    "main": frozenset({"lang", "data-kind", "data-running", "data-accent", "data-pattern", "data-number"}),
    "section": frozenset({"data-running", "data-accent", "data-pattern", "data-number"}),
    "a": frozenset({"href"}),
    "del": frozenset({"aria-label"}),
    "ins": frozenset({"aria-label"}),
    "table": frozenset({"aria-label"}),
    "col": frozenset({"data-share"}),
    "th": frozenset({"scope"}),
    "td": frozenset({"data-level"}),
    "ol": frozenset({"start"}),
    "img": frozenset({"src", "alt"}),
    "span": frozenset({"data-reference"}),
    "select": frozenset({"name", "title", "data-placeholder"}),
    "option": frozenset({"value"}),
    "textarea": frozenset({"name", "title", "rows", "data-placeholder"}),
    "input": frozenset({"name", "title", "type", "data-placeholder"}),
}
# What an attribute may say, where writers and readers' programs act on it: no address of a script or a file.
FORMS = {
    "href": re.compile(rf"#\w[\w-]*|{ADDRESS.pattern}"),
    "lang": re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"),
    "start": re.compile(r"\d{1,4}"),
    "rows": re.compile(r"\d{1,2}"),
    "scope": re.compile("row|col"),
    "data-share": re.compile(r"\d{1,4}(\.\d{1,4})?"),
}
# data-changed: new, moved, changed or gone since an earlier edition, in a marked copy.
EVERYWHERE = frozenset({"id", "class", "data-only", "data-derived", "data-changed"})
