"""What the codes of the download site mean; `toolkit explain CODE` shows it."""

from ..errors import Explanation

CODES = {
    "O551": Explanation(
        "Pagefind cannot make the search index of a site.",
        "pagefind: O551 the search index cannot be made: No space left on device",
        "mend what the message names, then: toolkit site\n"
        "if it says no more: pip install --force-reinstall 'toolkit-builder[site]'",
    ),
    "P131": Explanation(
        "A site shows sealed editions, and none is sealed yet.",
        "toolkit site    (before anything is published)",
        "toolkit publish 2026.1 && toolkit site",
    ),
    "P146": Explanation(
        "The site would lose files that are published: addresses that readers have would lead nowhere.",
        "toolkit site    (editions/2026.2/ of the site is there, and no longer among the sealed editions)",
        "bring back what is missing; if they should go: toolkit site --allow-removal",
    ),
}
