"""Codes of reading one file, each with an example of wrong and of right; a part of the table of `codes`."""

READING: tuple[tuple[str, str, str, str], ...] = (
    (
        "C201",
        "The file is not UTF-8 text. Editors ask for the encoding under “Save as”; "
        "`iconv -f cp1252 -t utf-8` does it too.",
        "a file saved as Windows-1252 or UTF-16, a picture",
        "a file saved as UTF-8",
    ),
    ("C202", "The file holds a character that cannot be printed.", 'title: "\\x07"', "title: Bell"),
    (
        "C203",
        "The file is larger than 1 MB, or holds over 10,000 values.",
        "everything in one file",
        "one material a file",
    ),
    ("C204", "The file is empty.", "", "id: p2-sa"),
    ("C205", "The file does not consist of `key: value`.", "- id: q1", "id: q1"),
    ("C206", "A line begins with a tab.", "terms:\n\t- id: a", "terms:\n  - id: a"),
    ("C207", "A key is given twice.", "title: One\ntitle: Two", "title: One"),
    (
        "C208",
        "A text begins with * or &, which YAML takes for something else.",
        "title: *New*",
        'title: "*New*"',
    ),
    (
        "C209",
        "A text begins with !, which YAML takes for something else.",
        "title: !Now",
        'title: "!Now"',
    ),
    ("C210", "A second document begins in a file.", "id: a\n---\nid: b", "id: a"),
    ("C211", "More than 50 things stand inside each other.", "title: [[[[...", 'title: "[[[[..."'),
    (
        "C212",
        "A text without quotes holds a colon.",
        "title: Goals: what we mean",
        'title: "Goals: what we mean"',
    ),
    ("C213", "A quotation mark is never closed.", 'title: "Goals', 'title: "Goals"'),
    ("C214", "A dash does not begin a list rightly.", "-one", "- one"),
    ("C215", "A text begins with a sign that YAML keeps for itself.", "text: @home", 'text: "@home"'),
    ("C216", "A # cuts off the rest of a text.", "title: Room #12", 'title: "Room #12"'),
    (
        "C217",
        "A line does not begin straight below its neighbours.",
        "id: a\n title: b",
        "id: a\ntitle: b",
    ),
    ("C218", "A line or key is not `key: value`.", "title Goals", "title: Goals"),
    ("C219", "Words follow a closed quotation.", "title: 'it's time'", 'title: "it\'s time"'),
    ("C220", "YAML cannot read the line for another reason.", 'title: "C:\\dir"', "title: 'C:\\dir'"),
    (
        "C221",
        "A change cannot be written into a file so that it is read back as it was meant.",
        "m: {a, b}",
        "m:\n  a: 1\n  b: 2",
    ),
    (
        "C222",
        "A merge left two versions; its marks are found before anything else is read.",
        "<<<<<<< HEAD\ntitle: One\n=======\ntitle: Two\n>>>>>>> spring",
        "title: Two",
    ),
    (
        "C224",
        "An invisible sign, or one without a meaning of its own, stands in a text. A soft hyphen in a word "
        "and joiners that a script or an emoji needs, are right.",
        'title: "fam\\u200bilies"',
        'title: "fam\\u00adilies"',
    ),
    (
        "C225",
        "An invisible sign turns the direction of writing.",
        'title: "plan \\u202efdp.exe"',
        "title: plan exe.pdf",
    ),
    (
        "C226",
        "A blank, colon or dash only looks like that of YAML.",
        "title：Plan\ntopics:\n  – equity",
        "title: Plan\ntopics:\n  - equity",
    ),
    (
        "C233",
        "A program left a second copy of a file.",
        "main (conflicted copy 2026-03-01).yaml",
        "main.yaml",
    ),
)
