"""What each code means, with an example of wrong and right; `toolkit explain CODE` shows it."""

from typing import NamedTuple

from .descent_codes import DESCENT
from .font_codes import FONTS
from .mark_codes import MARKS
from .reading.codes import WRITING


class Explanation(NamedTuple):
    """Args: sentence, the rule; wrong, an example that earns the code; right, the same put right."""

    sentence: str
    wrong: str
    right: str


_TABLE: tuple[tuple[str, str, str, str], ...] = (
    # --- C1: the shape of files and folders ---
    ("C101", "A field that is needed is missing.", "- id: q1", "- id: q1\n  text: What did we see?"),
    ("C102", "A value has another form than its field.", "topics: equity", "topics:\n  - equity"),
    ("C103", "A value is not one of those allowed, or out of range.", "status: done", "status: approved"),
    ("C104", "A field has a name that is not known here.", "levle: Emerging", "level: Emerging"),
    ("C105", "A field that is needed is empty.", "title:", "title: Talking with families"),
    (
        "C106",
        "A text holds more than paragraphs, lists and marks.",
        "text: |\n  # Why",
        "title: Why\ntext: ...",
    ),
    (
        "C107",
        "A link or citation is not written rightly.",
        "[ERS](www.ers.org)",
        "[ERS](https://www.ers.org)",
    ),
    (
        "C108",
        "A field for one line or paragraph holds more.",
        "title: |\n  One\n  Two",
        "title: One, two",
    ),
    (
        "C109",
        "A list has too few or too many items.",
        "questions: []",
        "questions:\n  - id: q1\n    text: Why?",
    ),
    (
        "C110",
        "A file or folder is not read under this name.",
        "case-studies/tulsa.yml",
        "case-studies/tulsa.yaml",
    ),
    ("C111", "A file that every toolkit needs is missing.", "(no brand.yaml)", "brand.yaml"),
    ("C112", "A file or folder cannot be read.", "chmod 000 tulsa.yaml", "chmod 644 tulsa.yaml"),
    (
        "C113",
        "A link or device stands in the place of a file.",
        "tulsa.yaml -> /tmp/tulsa.yaml",
        "tulsa.yaml",
    ),
    ("C114", "Two names differ only in capital letters.", "Tulsa.yaml, tulsa.yaml", "tulsa.yaml"),
    ("C115", "Windows does not allow this name.", "principles/con/", "principles/content/"),
    (
        "C116",
        "A file or folder name holds more than a-z, 0-9 and hyphens.",
        "North Valley.yaml",
        "north-valley.yaml",
    ),
    (
        "C117",
        "An edition stands in a file of another number.",
        "2026.2.yaml: id: 2026.1",
        "2026.1.yaml: id: 2026.1",
    ),
    *MARKS,
    # --- C2: YAML as it is read here, and what tools leave in it ---
    *WRITING,
    # --- C3: rules within and between files ---
    ("C301", "Two files have the same id.", "id: p2-sa (in two files)", "id: p2-sa, id: p2-sa-b"),
    ("C302", "Two things in a file have the same id.", "- id: q1\n- id: q1", "- id: q1\n- id: q2"),
    ("C303", "An id is kept for a part of every packet.", "id: sources", "id: our-sources"),
    ("C304", "A text cites a source that references.yaml does not have.", "[@tulsa]", "[@tulsa-2019]"),
    (
        "C305",
        "A field names a source that references.yaml does not have.",
        "source: tulsa",
        "source: tulsa-2019",
    ),
    ("C306", "A link leads to nothing in the edition.", "[plan](#p2-sa/paln)", "[plan](#p2-sa/plan-b)"),
    (
        "C307",
        "The agenda uses a protocol that the guide does not have.",
        "protocol: pairs",
        "protocol: pair-talk",
    ),
    (
        "C308",
        "A material names one that the edition does not have.",
        "artifacts:\n  - p2-old",
        "artifacts:\n  - p2-new",
    ),
    (
        "C310",
        "A self-assessment uses a scale that toolkit.yaml does not have.",
        "scale: stars",
        "scale: practice",
    ),
    (
        "C311",
        "A material has an access tier that toolkit.yaml does not have.",
        "access: members",
        "access: member",
    ),
    ("C312", "A principle has an accent that brand.yaml does not have.", "color: blue", "color: teal"),
    (
        "C313",
        "Folders of principles/ and the list in toolkit.yaml differ.",
        "- new-basic",
        "- new-basics",
    ),
    (
        "C314",
        "A figure about a real place cites no source.",
        "It grew 9 percent.",
        "It grew 9 percent [@ers-2019].",
    ),
    ("C315", "An agenda does not add up to its session.", "minutes: 90 (agenda: 85)", "minutes: 85"),
    ("C316", "Steps do not add up to their protocol.", "minutes: 20 (steps: 18)", "minutes: 18"),
    (
        "C317",
        "Descriptors and levels of the scale differ.",
        "descriptors:\n  begun: ...",
        "descriptors:\n  emerging: ...",
    ),
    ("C318", "A level has an id that stands for an answer of every scale.", "id: na", "id: not-yet"),
    (
        "C319",
        "An invented place is not marked, or a real one is.",
        "name: North Valley",
        "name: North Valley (fictitious)",
    ),
    (
        "C320",
        "A case study has no results, or results and a reason for none.",
        "results: []",
        "results_pending: ...",
    ),
    ("C321", "A row has more or fewer cells than the table has columns.", "- [a, b, c]", "- [a, b]"),
    ("C322", "The licence is not known by this identifier.", "id: Creative Commons", "id: CC-BY-4.0"),
    ("C323", "Nobody knows whether an artifact may be printed.", "status: unknown", "status: granted"),
    (
        "C324",
        "An artifact holds personal data.",
        "contains_personal_data: true",
        "contains_personal_data: false",
    ),
    ("C325", "Two packets would have the same name.", "two artifacts without slug", "slug: calendar"),
    ("C326", "The toolkit has no edition.", "(no editions/)", "editions/2026.1.yaml"),
    (
        "C327",
        "The smallest group is larger than the largest.",
        "minimum: 9\nmaximum: 4",
        "minimum: 4\nmaximum: 9",
    ),
    (
        "C330",
        "A note is about something that there is not.",
        "about:\n  - p1-shared",
        "about:\n  - p1-sa/shared-aim",
    ),
    (
        "C331",
        "What an edition gives up is still there, or its id names something new.",
        "retired:\n  - id: p1-letter (still approved)",
        "status: retired, in the letter's file",
    ),
    (
        "C332",
        "Two notes of an edition are about the same thing.",
        "about:\n  - p1-sa\n(twice)",
        "about:\n  - p1-sa\n(once)",
    ),
    (
        "C333",
        "An id of a sealed edition is gone.",
        "id: shared-aims (was shared-aim)",
        "id: shared-aim",
    ),
    (
        "C334",
        "An id of a sealed edition names another kind of thing.",
        "type: table\nid: ready (was a checklist)",
        "type: table\nid: ready-table",
    ),
    (
        "C340",
        "An indicator of a rubric does not say where to look, what for, or with which evidence.",
        "- id: aim\n  statement: ...",
        "- id: aim\n  statement: ...\n  scope: school",
    ),
    (
        "C341",
        "A statement of a snapshot has descriptors.",
        "style: statement ... descriptors:",
        "style: rubric ... descriptors:",
    ),
    (
        "C342",
        "A story is neither composite nor cited.",
        "composite: false\ntext: One day ...",
        "composite: true\ntext: One day ...",
    ),
    (
        "C343",
        "A card has neither link nor source.",
        "- id: one\n  title: ...",
        "- id: one\n  link: https://...",
    ),
    ("C344", "An artifact is neither printed nor found elsewhere, or both.", "(no body)", "found_at: ..."),
    (
        "C345",
        "An artifact that is printed lacks what it needs to be copied.",
        "body: ... (no permission)",
        "permission:\n  status: own-work",
    ),
    ("C346", "A place has no state, or a state has one.", "kind: district (no state)", "state: Ohio"),
    (
        "C347",
        "A word of a chart is wider than the chart.",
        "label: Donaudampfschifffahrtsgesellschaftskapitän",
        "label: Captains of the Danube Steamship Company",
    ),
    ("C348", "A chart is higher than a page.", "eight bars with labels of 90 letters", "labels of 40"),
    ("C349", "A session has more stretches than its timeline has room for.", "agenda of 40", "agenda of 12"),
    (
        "C353",
        "A text mentions a level or rule that no scale has.",
        "half or fewer is {level:emerged}",
        "half or fewer is {level:emerging}",
    ),
    ("C354", "Something in braces is nearly a mention.", "{Level: emerging}", "{level:emerging}"),
    (
        "C355",
        "A text types the name of a level, which stands once in toolkit.yaml.",
        "half or fewer is Emerging",
        "half or fewer is {level:emerging}",
    ),
    (
        "C356",
        "A text types a name that a level had in the last sealed edition.",
        "half or fewer is Emerging (now called Getting started)",
        "half or fewer is {level:emerging}",
    ),
    ("C357", "A result holds one number a field.", "value: 43 to 4", "value: 4\nbefore: 43"),
    (
        "C358",
        "A bar takes its number from a result, or says what no result does and cites its source.",
        "- result: gain\n  value: 9",
        "- result: gain\n  label: Designated schools",
    ),
    (
        "C359",
        "The statement of a result does not say its number.",
        "statement: It rose 9 points.\nvalue: +4",
        "statement: It rose 4 points.\nvalue: +4",
    ),
    (
        "C360",
        "The statement of a result says another number of the same unit.",
        "statement: It rose 9 points, or 8 points.\nvalue: +9",
        "statement: It rose 9 points.\nvalue: +9",
    ),
    ("C361", "A bar is of another length than it says.", "value: 9\nshown: +5", "value: 9\nshown: +9"),
    (
        "C362",
        "The words of a chart and its bars say different numbers.",
        "alt: A rise of 5 points. (the bar shows +9)",
        "alt: A rise of 9 points.",
    ),
    (
        "C363",
        "The summary of a case gives another number than the result of the same source.",
        "text: Math rose 5 points [@ers-2019]. (value: +9)",
        "text: Math rose 9 points [@ers-2019].",
    ),
    (
        "C364",
        "A bar types a number that a result holds.",
        "value: 9\nshown: +9 points",
        "result: math-gain",
    ),
    (
        "C365",
        "A text types a rule of the scale, which stands once in toolkit.yaml.",
        "- Half or fewer is Emerging.",
        '- "{rule:shares}"',
    ),
    *DESCENT,
    (
        "C380",
        "A reader, form or unit is none that every toolkit has, nor one of own_words in toolkit.yaml.",
        "readers:\n  - student",
        "own_words:\n  readers:\n    student: students",
    ),
    (
        "C381",
        "Nobody says who wrote, made or checked a material, neither its file nor toolkit.yaml.",
        "(no authors, no defaults)",
        "defaults:\n  authors:\n    - Name of your organization",
    ),
    # --- C4: brand and pictures ---
    ("C401", "A colour for words is too faint.", 'ink: "#999999"', 'ink: "#1d252c"'),
    ("C402", "The colour for lines is too faint.", 'line: "#eeeeee"', 'line: "#7b8894"'),
    ("C403", "A picture is missing.", "logo: mark.svg (no such file)", "logo: mark.svg"),
    ("C404", "A picture is damaged, or is none.", "a text named mark.png", "a PNG picture"),
    ("C405", "A picture has more than 5 MB.", "a photo of 12 MB", "the same, saved smaller"),
    ("C406", "A picture has more than 25 million pixels.", "10000 by 10000", "1000 by 1000"),
    (
        "C407",
        "An SVG holds a script, or refers to something outside.",
        '<image href="https://..."/>',
        "<path .../>",
    ),
    ("C408", "A logo has no description.", "logo: mark.svg", "logo: mark.svg\nlogo_alt: Five bars"),
    ("C409", "A picture stands outside the toolkit.", "logo: ../mark.svg", "logo: mark.svg"),
    (
        "C410",
        "An accent has no inks, or inks no accent.",
        "press:\n  accents: {}",
        "press:\n  accents:\n    teal: 90 30 55 25",
    ),
    (
        "C411",
        "A printing profile is missing, or is none for four inks.",
        "profile: srgb.icc",
        "profile: coated.icc",
    ),
    (
        "C412",
        "A logo has too few pixels to be printed well; a warning.",
        "mark.png, 60 x 40",
        "mark.png, 600 x 400",
    ),
    ("C413", "A file is of a kind that cannot be printed from.", "logo: logo.heic", "logo: logo.jpg"),
    ("C414", "A picture is called otherwise.", "logo: logo.png (the file is LOGO.PNG)", "logo: LOGO.PNG"),
    ("C415", "A picture moves.", "an animated PNG", "one of its pictures"),
    ("C416", "A picture is a mere line.", "mark.png, 30000 x 1", "mark.png, 600 x 60"),
    ("C417", "An SVG has no size.", "<svg>...</svg>", '<svg viewBox="0 0 160 60">...</svg>'),
    (
        "C418",
        "An SVG has words as text, which Word would lose.",
        "<text>District 7</text>",
        '<path d="..."/> (the words as outlines)',
    ),
    (
        "C419",
        "An SVG has an element, style or effect that PDF, Word and browsers do not draw alike.",
        'filter="url(#shadow)"',
        "the same without its shadow",
    ),
    ("C420", "An SVG is too much to draw.", "10 uses of 10 uses of 1000 paths", "the paths that are seen"),
    ("C421", "A value in an SVG cannot be read.", 'width="wide"', 'width="100mm"'),
    ("C422", "An SVG refers to what is not in it.", 'fill="url(#sky)"', '<linearGradient id="sky">...'),
    ("C423", "A logo cannot be seen where it stands.", "a white logo", "the logo for white paper"),
    (
        "C424",
        "The DOCTYPE of an SVG says more than names.",
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "b">]>',
        "<!DOCTYPE svg>",
    ),
    ("C440", "An id is also the name of a packet: commands take both.", "id: book", "id: reader"),
)
CODES = {code: Explanation(sentence, wrong, right) for code, sentence, wrong, right in (*_TABLE, *FONTS)}

# Of `starter`, which writes files.
STARTER_CODES = {
    "O531": "A new file would take the place of one that is there.",
    "O532": "toolkit.yaml is written in a way that a line cannot be added to by itself.",
}
