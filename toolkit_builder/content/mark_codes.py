"""Codes of marks and lines in texts, with examples of wrong and of right; a part of the table of `codes`."""

MARKS: tuple[tuple[str, str, str, str], ...] = (
    ("C120", "Words stand between two _, which mark nothing here.", "text: _one_ aim", "text: '*one* aim'"),
    (
        "C121",
        "A * or ** begins or ends a mark whose other half is missing.",
        "text: The **one **aim",
        "text: The **one** aim",
    ),
    (
        "C122",
        "A list has signs of the writer's own, which would be printed as one paragraph.",
        "text: |\n  • one\n  • two",
        "text: |\n  - one\n  - two",
    ),
    (
        "C123",
        "Lines that stand for themselves would be printed as one.",
        "text: |\n  Sincerely,\n  Jordan Avery",
        "text: |\n  Sincerely,\\\n  Jordan Avery",
    ),
    (
        "C124",
        "A \\ or two spaces break no line where they stand.",
        "text: Sincerely,\\ Jordan Avery",
        "text: |\n  Sincerely,\\\n  Jordan Avery",
    ),
    (
        "C125",
        "A tag or code of HTML would be printed as it stands.",
        "text: <b>One</b> aim &amp; more",
        'text: "**One** aim & more"',
    ),
    (
        "C126",
        "A mark of another notation would be printed as it stands.",
        "text: ~~Two aims~~ One aim",
        "text: One aim",
    ),
    (
        "C127",
        "A title, name, label or value has a mark, which would be printed as it stands.",
        'title: "**One** aim [@ers-2019]"',
        "title: One aim",
    ),
    (
        "C128",
        "A tab, as between the cells of a spreadsheet, would be printed as a blank.",
        'text: "Oak Hill\\t12\\t95"',
        "text: Oak Hill: 12 visitors, 95 minutes",
    ),
    (
        "C450",
        "An empty line in a text is dropped by YAML, which keeps it after | only.",
        "text: >\n  We have one aim.\n\n  We will tell you.",
        "text: |\n  We have one aim.\n\n  We will tell you.",
    ),
    (
        "C451",
        "A line ends within a word, behind its hyphen, so a space would be printed in it.",
        "text: |\n  They are self-\n  directed.",
        "text: |\n  They are\n  self-directed.",
    ),
)
