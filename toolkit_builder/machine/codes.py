"""What the codes of disk and workers mean; `toolkit explain CODE` shows it."""

from ..errors import Explanation

CODES = {
    "O501": Explanation(
        "The disk is full; nothing was changed.",
        "output/mine/2026.1: O501 no space left on /home, nothing was changed",
        "free some space (.cache/ may always be deleted) and run the same command again",
    ),
    "O502": Explanation(
        "A folder may not be written, or its disk is read-only; nothing was changed.",
        "output/mine/2026.1: O502 the folder is not writable, nothing was changed",
        "chmod u+w output/mine/2026.1    or work on a copy in a folder of your own",
    ),
    "O503": Explanation(
        "The disk refuses to write a file, and it is neither full nor forbidden.",
        "output/mine/2026.1/mine-p1.pdf: O503 cannot be written: Input/output error",
        "look whether the disk is still there and sound; run the same command again",
    ),
    "O504": Explanation(
        "A name of a file would lead out of its folder.",
        "../../notes.txt",
        "notes.txt",
    ),
    "O505": Explanation(
        "A file of .cache/ was damaged, and has been deleted.",
        ".cache/...: O505 a file of the cache is damaged",
        "run the same command again; it makes the file anew",
    ),
    "O511": Explanation(
        "The process that makes a file ended twice before it was done, most often for lack of memory.",
        "book (screen): O511 the process that makes it ended twice, by signal 9",
        "close other programs, then make one packet at a time:\n"
        "toolkit build p1-self-assessment --variant screen",
    ),
    "O512": Explanation(
        "A file takes too long to lay out and was stopped.",
        "artifact-schedule (screen): O512 took longer than 300 seconds and was stopped\n"
        "(a table of thousands of cells, or lists deep inside each other)",
        "divide the table or list into several of the length of a page",
    ),
    "O513": Explanation(
        "Worker processes end before they are ready.",
        "build: O513 worker processes end before they are ready",
        "toolkit doctor    names what this machine lacks; then run the same command again",
    ),
    "O810": Explanation(
        "A layout, or a file from outside, takes far more memory than any sound one and was stopped.",
        "table (screen): O810 needs more than 400 MB of memory and was stopped\n"
        "(a layout that repeats its words for ever, or a file made to fill the memory)",
        "a loop over what the toolkit holds; a file as the program that makes such files saves it",
    ),
}
