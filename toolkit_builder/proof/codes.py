"""What is wrong where a rule of a proof is broken, and what to do; `toolkit explain CODE` shows it.

The rules say what must hold, for the conformance page; here stands what does not.
"""

from ..errors import Explanation
from .pdf.codes import CODES as _PDF
from .word.codes import CODES as _WORD

_AGAIN = (
    "\n(made by one `toolkit build` all files say the same; if the finding stays,"
    "\na layout or stylesheet of your own is at fault, or the program: tell those who write it)"
)
_PARITY = {
    "O800": Explanation(
        "The words of a file cannot be read.",
        "the file cannot be read: it is damaged",
        "toolkit build    makes it anew",
    ),
    "O801": Explanation(
        "A PDF lacks words of its manuscript, says others, or says them in another order.",
        ".note { display: none }    (in a stylesheet of your own)",
        "words that no variant needs left out of the layout; no stylesheet hides any" + _AGAIN,
    ),
    "O802": Explanation(
        "A Word file lacks words of its manuscript, says others, or says them in another order.",
        'p1_sa__why: the Word file also says "Draft for the May meeting"',
        "the Word file as it was built; changes belong into the sources" + _AGAIN,
    ),
    "O803": Explanation(
        "A footnote is missing, says something else, or stands in another order than its calls.",
        "2, 1, 3",
        "1, 2, 3" + _AGAIN,
    ),
    "O804": Explanation(
        "An address has no bookmark in the Word file, more than one, or one at other words.",
        "p1_sa__why: the Word file has no bookmark for this address",
        "_b_p1_sa__why, at the words of the address" + _AGAIN,
    ),
    "O806": Explanation(
        "A variant leaves out words that the manuscript has, or adds some.",
        'p1_sa__why: copier leaves out "Ask a neighbor"',
        "the same words in every variant" + _AGAIN,
    ),
}
CODES = {**_PDF, **_WORD, **_PARITY}
