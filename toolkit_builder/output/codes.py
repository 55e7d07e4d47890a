"""What the codes of writing files mean; `toolkit explain CODE` shows it."""

from ..errors import Explanation

CODES = {
    "O101": Explanation(
        "A font family that brand.yaml names is neither in fonts/ nor installed.",
        "fonts:\n  heading: Inter    (and its package is not installed)",
        "pip install fontpkg-inter\nor its files in fonts/, listed in brand.yaml under `fonts: own:`",
    ),
    "O111": Explanation(
        "A file would lack something: no font has a letter, a picture is missing, a link leads nowhere.",
        'p1-self-assessment#p1_sa__why: O111 no font of the brand has the character "\u1e05" (U+1E05)',
        "use another sign, or add a font that has it to brand.yaml:\nfonts:\n  fallback:\n    - Noto Sans",
    ),
    "O112": Explanation(
        "A word is broken where it may not be, since its line or column is too narrow.",
        "Interscholastic-\nally    (in a table of six columns)",
        "fewer columns, a larger `width` of its column,\nor a soft hyphen (U+00AD) where the word may part",
    ),
    "O113": Explanation(
        "Words or a picture do not fit and leave their page or table cell.",
        "title: Superintendent-and-board-communication-and-decision-protocol",
        "title: How superintendent and board decide",
    ),
    "O114": Explanation(
        "A page at a glance takes more than one page.",
        "in_brief: (four paragraphs)",
        "in_brief: (one paragraph, and fewer or shorter understandings and questions)",
    ),
    "O115": Explanation(
        "A row is so high that the head of its table has no room above it.",
        "a cell of 6,000 letters",
        "the same text in several rows, none of them higher than a page",
    ),
    "O201": Explanation(
        "Word has no style for an element or class of the manuscript.",
        '<p class="whisper">    (new in layout/vocabulary.py)',
        '("p", "whisper"): "Normal",    (a line of STYLES in output/word/tree.py)',
    ),
    "O203": Explanation(
        "Something stands where Word cannot show it.",
        "<p>First <table>...</table></p>",
        "<p>First</p>\n<table>...</table>",
    ),
    "O204": Explanation(
        "Two things in a Word file would have the same name, or a name is none that Word takes.",
        "id: how-the-board-and-the-superintendent-talk",
        "id: how-they-talk    (at most 37 letters, digits and _ with the name of its material)",
    ),
    "O205": Explanation(
        "An address stands on nothing that Word shows, or a field has none.",
        "<p id=\"{{ address(material, 'note') }}\"></p>",
        "{% if note %}<p id=\"{{ address(material, 'note') }}\">{{ note }}</p>{% endif %}",
    ),
    "O206": Explanation(
        "A link in a Word file leads to nothing, has no words, or does not say where it leads.",
        "[here](https://www.nsba.org)",
        "[the board association's handbook](https://www.nsba.org)",
    ),
    "O207": Explanation(
        "A picture or field says nothing to readers who cannot see it.",
        '<img src="asset:map">',
        '<img src="asset:map" alt="Map of the five districts">',
    ),
    "O208": Explanation(
        "A word that the program prints in Word files is missing in the file of the toolkit's language.",
        "p1-self-assessment: O208 no word for 'page' in es",
        "page: Página    (a line of layouts/strings/es.yaml)",
    ),
    "O209": Explanation(
        "A picture for Word is missing or cannot be read.",
        "O209 the picture 'asset:map' cannot be read: it ends too early",
        "save the picture again as SVG, PNG or JPEG, and lay it where the toolkit names it",
    ),
    "O210": Explanation(
        "A heading skips a level, or has no words.",
        "<h2>Why</h2>\n<h4>Today</h4>",
        "<h2>Why</h2>\n<h3>Today</h3>",
    ),
    "O211": Explanation(
        "A table lacks a header row or a name, its rows differ in length, or it stands in another table.",
        "<table><tr><td>Aim</td></tr></table>",
        "<table><caption>Aims</caption><thead><tr><th>Aim</th></tr></thead>...</table>",
    ),
    "O212": Explanation(
        "A Word file lacks its title or language.",
        "title:\nlanguage:    (in toolkit.yaml)",
        "title: A toolkit for local school boards\nlanguage: en-US",
    ),
    "O521": Explanation(
        "A system library that PDFs need is not installed.",
        "system: O521 PDFs need a system library that is not installed: pango",
        "toolkit doctor    names the line to run; on Debian and Ubuntu:\n"
        "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    ),
    "O813": Explanation(
        "A packet is so large that laying out its pages takes more memory than a worker has.",
        "self-assessments/main.yaml:14:8: O813 laying out p1-self-assessment would take 1500 MB of memory; "
        "at most 500 MB are there for one",
        "divide it into several materials; the message says how many indicators fit into one",
    ),
}
