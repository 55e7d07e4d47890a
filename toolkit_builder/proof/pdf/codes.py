"""What is wrong where a rule of PDFs is broken, and what to do; `toolkit explain CODE` shows it."""

from ...errors import Explanation

_AGAIN = (
    "\n(the program sees to this: `toolkit build` makes the file anew; if the finding stays,"
    "\na layout or stylesheet of your own is at fault, or the program: tell those who write it)"
)

_TABLE = (
    # --- the file as a whole: proof, document ---
    (
        "O600",
        "The file is cut short or damaged, so that it cannot be read as a PDF.",
        "mine-p1-2026.1.pdf file: is damaged: unable to find trailer dictionary",
        "toolkit build    makes it anew",
    ),
    (
        "O601",
        "A rule of PDF/UA-1 is broken.",
        "7.21.4.1-1: the font program is not embedded",
        "the rule of ISO 14289-1 that the finding names, kept" + _AGAIN,
    ),
    (
        "O602",
        "The file has another title than its packet and edition, or does not ask viewers to show it.",
        'is titled "mine-p1.indd" instead of "Shared aims (2026.1)"',
        "Title: Shared aims (2026.1)" + _AGAIN,
    ),
    (
        "O603",
        "The file names no language, or another one than the toolkit.",
        'has the language "", not "en-US"',
        "language: en-US    (in toolkit.yaml; then `toolkit build`)",
    ),
    (
        "O604",
        "The file does not say what it is, or has more or fewer pages than the manifest says.",
        "has 7 pages, 8 in the manifest",
        "the file as `toolkit build` left it; nothing in output/ is edited",
    ),
    ("O605", "A font is not embedded.", "ABCDEF+Inter is not embedded", "ABCDEF+Inter, embedded" + _AGAIN),
    (
        "O606",
        "A font does not say which letters it shows, so that they can neither be searched nor read aloud.",
        "OurSans does not say which letters it shows",
        "a font whose letters have Unicode numbers (cmap), under `fonts:` in brand.yaml",
    ),
    (
        "O607",
        "A font is none of the brand's.",
        "DejaVu Sans is no font of the brand    (it lends a letter)",
        "fonts:\n  fallback:\n    - Noto Sans    (in brand.yaml: a family that has the letter)",
    ),
    (
        "O608",
        "Something in the file runs, plays or is attached, or a link leads to neither the web nor mail.",
        "[the plan](ftp://files.district.org/plan.pdf)",
        "[the plan](https://files.district.org/plan.pdf)",
    ),
    (
        "O609",
        "The file is encrypted, so that screen readers may be kept out.",
        "mine-p1-2026.1.pdf    (saved with a password)",
        "toolkit build    makes the file without one",
    ),
    (
        "O644",
        "A page is not US Letter, upright.",
        "@page { size: A4 }    (in a stylesheet of your own)",
        "@page { size: Letter }",
    ),
    (
        "O655",
        "A copier file does not ask to be printed on both sides, turned at the long edge, at its own size.",
        "Duplex is not DuplexFlipLongEdge",
        "Duplex: DuplexFlipLongEdge" + _AGAIN,
    ),
    (
        "O656",
        "A copier file has a link whose address is not printed, so that nobody can follow it on paper.",
        "the handbook",
        "the handbook (https://www.nsba.org/handbook)" + _AGAIN,
    ),
    (
        "O661",
        "Large print is set in more than one family of type.",
        ".callout { font-family: Inter }    (in a stylesheet of your own, for large print too)",
        "nothing of that: large print has the family of `large_print:` in brand.yaml",
    ),
    (
        "O670",
        "A press page is not trimmed to US Letter with 0.125 in of bleed.",
        "@page { bleed: 0 }    (in a stylesheet of your own)",
        "@page { size: Letter; bleed: 0.375in; marks: crop }    (0.125 in of bleed, and room for the marks)",
    ),
    (
        "O672",
        "A press page has an annotation, such as a link, that would print within its bleed.",
        "a link within the bleed, with the Print flag",
        "no link there, or one without the flag" + _AGAIN,
    ),
    (
        "O673",
        "A press file says that it is PDF/X-4 and does not bring the profile of its printing condition.",
        "has no output intent with a profile",
        "press:\n  profile: PSOcoated_v3.icc\n  condition: PSO Coated v3    (in brand.yaml)",
    ),
    (
        "O674",
        "A press file says that it is PDF/X-4 and has RGB colour on its pages or in its pictures.",
        "color: #c00    (in a stylesheet of your own)",
        "color: var(--accent)    (brand.yaml has its inks under `press:`)",
    ),
    # --- what it says to those who hear it: semantics ---
    (
        "O610",
        "A heading skips a level, or there is not one heading of level 1.",
        "<h2>Why</h2>\n<h4>Today</h4>",
        "<h2>Why</h2>\n<h3>Today</h3>    (in the layout)",
    ),
    (
        "O611",
        "The bookmarks are not the headings: other words, another order, another depth.",
        "there are 11 for 12 headings",
        "a bookmark for each heading of levels 2 to 4" + _AGAIN,
    ),
    (
        "O612",
        "A header cell of a table does not say whether it heads a column or a row.",
        "table 2: has a head cell without Scope",
        '<th scope="col">Aim</th>    (in the layout)',
    ),
    (
        "O613",
        "A table has no header cells, or rows of different width.",
        "table 2: has rows of 3 and of 4 cells",
        "a header row, and as many cells in each row as it has",
    ),
    (
        "O614",
        "A table is one row, cut off from others like it, so that nobody hears what heads its columns.",
        "table 2: is one row",
        "one table that holds all these rows, or in large print a list",
    ),
    (
        "O615",
        "A figure has no alternative text.",
        "figure 2: has no alternative text",
        "alt: Bars show that meetings grew from 12 in 2019 to 20 in 2024.    (beside the picture)",
    ),
    (
        "O616",
        "A link has no description, or one that does not say where it leads.",
        "[click here](https://www.nsba.org)",
        "[the board association's handbook](https://www.nsba.org)",
    ),
    (
        "O617",
        "A link within the file leads nowhere.",
        '<a href="#p1_sa__paln">plan</a>',
        '<a href="#p1_sa__plan">plan</a>    (in the layout)',
    ),
    (
        "O618",
        "A link has no Print flag, so that some programs leave out its words on paper.",
        'the link "handbook" has no Print flag',
        "a link with the flag (/F 4)" + _AGAIN,
    ),
    (
        "O619",
        "A list holds something else than items, or an item lacks its label or body.",
        "<ul><p>First</p></ul>",
        "<ul><li>First</li></ul>    (in the layout)",
    ),
    (
        "O620",
        "A footnote has no ID, or the ID of another.",
        'the ID "note-3" stands twice',
        "an ID of its own for each note" + _AGAIN,
    ),
    (
        "O621",
        "Words on a page belong to nothing in the structure tree, so that nobody hears them.",
        'no element holds "Only for the board"',
        "<p>Only for the board</p>    (words of a layout, not of `content:` in a stylesheet)",
    ),
    (
        "O622",
        "A page after the first does not show edition, page and count of pages in its head or foot.",
        "@page { @bottom-right { content: none } }    (in a stylesheet of your own)",
        "the running head and foot as the built-in stylesheets set them",
    ),
    # --- forms: fields ---
    (
        "O630",
        "A question has no field or two, a field has no question, or they stand in another order.",
        "p1_sa__reads: the question has no field",
        "one field for each question, under its address" + _AGAIN,
    ),
    (
        "O631",
        "A field is of another kind than its question, or offers other choices.",
        "is Tx, the question is a choice",
        "a choice with the levels of the question's scale" + _AGAIN,
    ),
    (
        "O632",
        "A field has no name for assistive technology, or not the label of its question.",
        "has no name for assistive technology",
        "1.2 Shared aim: where are we?    (item and purpose)" + _AGAIN,
    ),
    (
        "O633",
        "On a page the Tab key does not follow the order in which it is read.",
        "page 3: its tab order does not follow the structure",
        "/Tabs /S on every page" + _AGAIN,
    ),
    (
        "O634",
        "A question is answered by radio buttons, and some viewers lose what is chosen.",
        '<input type="radio">',
        "<select>...</select>    (in the layout)",
    ),
    (
        "O635",
        "A check box cannot be drawn on or off.",
        "has no appearance for off",
        "a box with both appearances" + _AGAIN,
    ),
    (
        "O636",
        "A field is filled in before anybody has answered.",
        'starts with "Emerging"',
        "toolkit build    makes the file with empty fields; save answers under another name",
    ),
    (
        "O637",
        "A file that is to be written on by hand has fields.",
        "mine-p1-copier-2026.1.pdf with 12 fields",
        "mine-p1-copier-2026.1.pdf with lines to write on" + _AGAIN,
    ),
    (
        "O638",
        "What is typed into a field is smaller than 8.5 pt, or no size is said.",
        "textarea { font-size: 7pt }    (in a stylesheet of your own)",
        "textarea { font-size: 9pt }",
    ),
    # --- forms: what programs go by: widgets, figures ---
    (
        "O657",
        "A field has no appearance of its own, or not that of how it starts, or programs are asked to make "
        "them: what is typed is then drawn in one program and missing in another.",
        "p1_sa__note: has no appearance",
        "an appearance for every field (/AP), and no /NeedAppearances" + _AGAIN,
    ),
    (
        "O658",
        "The rectangle of a field or link is given from another corner than the lower left, or lies out of "
        "its page; some programs then draw answers where nobody sees them.",
        "/Rect [60 300 360 260]",
        "/Rect [60 260 360 300]" + _AGAIN,
    ),
    (
        "O659",
        "A check box is smaller than 14 pt, which is hard to hit and to see.",
        'input[type="checkbox"] { width: 10pt; height: 10pt }    (in a stylesheet of your own)',
        'input[type="checkbox"] { width: 14pt; height: 14pt }',
    ),
    (
        "O664",
        "The font of answers is not in the file, or lacks letters of a language that people write in.",
        "textarea { font-family: Lora }    (in a stylesheet of your own)",
        "textarea { font-family: var(--font-field) }",
    ),
    (
        "O665",
        "A field is called by other words than those that are printed at it, so that who says what they read "
        "does not reach it; or its name joins a comma to the end of a sentence.",
        'is called "My evidence for 1.1", and "Our evidence" is printed there',
        'fields.answer(..., say("field_of_item", label=say.evidence, ...))    (in the layout)',
    ),
    (
        "O666",
        "The box of a figure lies out of its page or elsewhere than the figure, so that programs that show "
        "or read it by its box take another part of the page.",
        "/BBox [96 120 480 360]    (pixels from the top)",
        "/BBox [72 522 360 702]    (points from the lower left corner)" + _AGAIN,
    ),
    # --- what is seen: pages ---
    (
        "O623",
        "Words are read aloud in another order than the page shows.",
        '"Step 2" is read after "Step 4", far below it',
        "a layout in which step 2 stands before step 4, not a stylesheet that moves it up",
    ),
    (
        "O640",
        "Text does not stand out enough from its ground.",
        ".meta { color: #9aa5b1 }    (2.5:1 on white, in a stylesheet of your own)",
        ".meta { color: var(--muted) }    (4.5:1 at least, which brand.yaml is held to)",
    ),
    (
        "O641",
        "Text is too small to be read.",
        ".fine { font-size: 7pt }    (in a stylesheet of your own)",
        ".fine { font-size: 8.5pt }    (large print 18pt)",
    ),
    (
        "O642",
        "Text runs out of the page.",
        '"Superintendent-and-board": runs out of the page',
        "a shorter word, a soft hyphen (U+00AD) where it may part, or fewer columns",
    ),
    (
        "O643",
        "A page shows something that is neither read aloud nor marked as decoration.",
        "something is drawn that is neither tagged nor an artifact",
        "a picture of the layout with its words: <img alt=...>" + _AGAIN,
    ),
    (
        "O650",
        "A copier page has colour.",
        "there is colour, 1.2 in in from the left, 3.4 in in from the top",
        "black, white and greys: nothing of colour in a stylesheet of your own for copies" + _AGAIN,
    ),
    (
        "O651",
        "A copier page has a grey that copiers turn into dots or blots.",
        "background: #ccc    (20 % grey, in a stylesheet of your own)",
        "background: #eee    (7 % grey; words and lines are black)",
    ),
    (
        "O652",
        "A copier page has lines that are too thin to be copied.",
        "border: 0.25pt solid",
        "border: 0.5pt solid",
    ),
    (
        "O653",
        "Ink covers too much of a copier page.",
        "ink covers 31%",
        "surfaces without colour: white, with a line around them",
    ),
    (
        "O654",
        "On a copier page text is too near to an edge, where it is cut off, punched or bound.",
        "@page { margin: 0.4in }    (in a stylesheet of your own)",
        "@page :right { margin-left: 1in }    (the edge that is bound; 0.5in at all others)",
    ),
    (
        "O660",
        "Large print has italic type.",
        "em { font-style: italic }    (in a stylesheet of your own, for large print too)",
        "em { font-style: normal; font-weight: bold }",
    ),
    (
        "O662",
        "Large print shows words in capitals that the text has in small letters.",
        ".eyebrow { text-transform: uppercase }",
        ".eyebrow { text-transform: none }",
    ),
    (
        "O663",
        "Large print divides a word at the end of a line.",
        "hyphens: auto    (in a stylesheet of your own, for large print too)",
        "hyphens: none",
    ),
    (
        "O671",
        "A press page has no crop marks, or not all of them.",
        "@page { marks: none }    (in a stylesheet of your own)",
        "@page { marks: crop }",
    ),
)
CODES = {code: Explanation(sentence, wrong, right) for code, sentence, wrong, right in _TABLE}
