"""What the codes of layouts mean; `toolkit explain CODE` shows it."""

from ..errors import Explanation

CODES = {
    "L101": Explanation(
        "A layout cannot be filled: it names something that there is not, or is no Jinja.",
        "{{ material.titel }}",
        "{{ material.title }}",
    ),
    "L102": Explanation(
        "What a filled layout gives is not well formed: a tag is not closed, or an & stands alone.",
        "<p>Aims & means",
        "<p>Aims &amp; means</p>",
    ),
    "L103": Explanation(
        "A layout uses an element, class, attribute or slot that is not in layout/vocabulary.py.",
        '<p class="big">Why we ask</p>',
        '<p class="lead">Why we ask</p>',
    ),
    "L104": Explanation(
        "A block belongs to no address, so that nothing could point to it.",
        "<section>\n  <p>Why we ask</p>\n</section>",
        "<section id=\"{{ address(material, 'why') }}\">\n  <p>Why we ask</p>\n</section>",
    ),
    "L105": Explanation(
        "One address stands twice in a packet.",
        '<p id="p1_sa__why">...</p>\n<p id="p1_sa__why">...</p>',
        '<p id="p1_sa__why">...</p>\n<p id="p1_sa__how">...</p>',
    ),
    "L110": Explanation(
        "The toolkit is written in a language for which there is no file with the program's own words.",
        "language: es    (in toolkit.yaml, and there is no layouts/strings/es.yaml)",
        "make the file, and translate what stands behind each colon in it:\n"
        "mkdir -p sources/NAME/layouts/strings\n"
        "cp layouts/strings/en.yaml sources/NAME/layouts/strings/es.yaml\n"
        "toolkit trust sources/NAME",
    ),
    "L111": Explanation(
        "A word of a layout is a list or a mapping, or asks for more than a value: for something in it, or "
        "for room of its own.",
        'pages: "{n.real} of {total:>9}"',
        'pages: "{n} of {total}"',
    ),
    "L112": Explanation(
        "Among the layouts of a toolkit is a link, or something else that is no file.",
        "layouts/parts/logo.html -> /home/kim/logo.html",
        "layouts/parts/logo.html, the file itself",
    ),
    "L113": Explanation(
        "A toolkit has layouts of its own, and nobody on this machine has said that they may run.",
        "toolkit build    (of a toolkit that somebody else has made)",
        "look at the files of its layouts/, then: toolkit trust sources/NAME\n"
        "(or, where nobody can be asked: toolkit build --trust-layouts)",
    ),
    "L114": Explanation(
        "A file among layouts cannot be taken: it is far longer than any layout, or is not written in UTF-8.",
        "layouts/styles/screen.css    (saved as UTF-16)",
        "layouts/styles/screen.css    (saved as UTF-8)",
    ),
}
