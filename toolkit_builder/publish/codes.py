"""What the codes of editions mean; `toolkit explain CODE` shows it."""

from ..errors import Explanation

_FROM_GIT = "git checkout -- sources/NAME/editions/2026.1    (or take it from another copy)"
_AGAIN = "toolkit regenerate 2026.1    makes the sealed files again from their bundle"

CODES = {
    "O221": Explanation(
        "LibreOffice or a package of [proof] is missing, and page numbers of Word files need both.",
        "system: O221 page numbers of Word files need LibreOffice Writer, and there is no soffice",
        "install what the hint names, or leave the numbers out:\n"
        "toolkit publish 2026.1 --without-page-numbers",
    ),
    "O222": Explanation(
        "LibreOffice cannot lay out a Word file.",
        "system: O222 soffice has not ended after 120 seconds",
        "close LibreOffice where it is open and run the command again, or leave the numbers out:\n"
        "toolkit publish 2026.1 --without-page-numbers",
    ),
    "O223": Explanation(
        "LibreOffice shows other headings than a Word file has, or a contents entry leads to no heading.",
        'p1: O223 the layout shows other headings than the Word file, from "Why we ask" on',
        "take another version of LibreOffice, or leave the numbers out:\n"
        "toolkit publish 2026.1 --without-page-numbers",
    ),
    "O541": Explanation(
        "Nothing is built yet that could be proved.",
        "toolkit proof    (in a project without output/)",
        "toolkit build && toolkit proof",
    ),
    "O542": Explanation(
        "A built file was changed or is gone.",
        "mine-p1-2026.1.docx    (opened and saved in output/)",
        "toolkit build    makes it again; changes belong into the sources",
    ),
    "P101": Explanation(
        "An edition is sealed and never changes, and a file that it was made from is another one now.",
        "toolkit publish 2026.1    (sealed, and a text was changed since)",
        "toolkit new edition && toolkit publish 2026.2",
    ),
    "P103": Explanation(
        "The proof of an edition that is to be sealed finds something in its files.",
        "mine-p1-2026.1.pdf figure 2: P103 O615 has no alternative text",
        "toolkit explain O615    says what to do; mend it, and publish again",
    ),
    "P104": Explanation(
        "The file of an edition that is sealed is gone.",
        "editions/2026.2/seal.json    (and no editions/2026.2.yaml)",
        "git checkout -- sources/NAME/editions/2026.2.yaml",
    ),
    "P105": Explanation(
        "A change that readers must know of has no note in the edition's file.",
        "an indicator that was added, and nothing about it in editions/2026.2.yaml",
        "notes:\n  - about:\n      - p1-sa/shared-aim\n    weight: major\n"
        "    text: We ask now whether the aim is known.",
    ),
    "P106": Explanation(
        "There is no sealed edition of this number.",
        "toolkit changes 2025.1    (sealed are: 2026.1, 2026.2)",
        "toolkit changes 2026.1",
    ),
    "P107": Explanation(
        "The file status.yaml names an edition that is not sealed.",
        "editions:\n  - id: 2026.3    (sealed are: 2026.1, 2026.2)",
        "editions:\n  - id: 2026.2",
    ),
    "P108": Explanation(
        "A section, indicator or level is given up, others are new, and nothing says what came of it.",
        "- id: clear-aim    (new, where the last edition has shared-aim)",
        "- id: clear-aim\n  came_from: [shared-aim]",
    ),
    "P110": Explanation(
        "A file of a sealed edition is not what was sealed.",
        "output/mine/2026.1/mine-p1-2026.1.pdf    (written over)",
        _AGAIN,
    ),
    "P111": Explanation(
        "A file of a sealed edition is missing.",
        "output/mine/2026.1/ without mine-p1-2026.1.pdf",
        _AGAIN,
    ),
    "P112": Explanation(
        "A file lies among those of a sealed edition and does not belong to it.",
        "output/mine/2026.1/mine-p1-copy.pdf",
        "mv output/mine/2026.1/mine-p1-copy.pdf ~/",
    ),
    "P113": Explanation(
        "A file of a sealed edition has another name.",
        "output/mine/2026.1/old.pdf    (sealed as mine-p1-2026.1.pdf)",
        "mv output/mine/2026.1/old.pdf output/mine/2026.1/mine-p1-2026.1.pdf",
    ),
    "P114": Explanation(
        "A file of a sealed edition is cut short.",
        "mine-p1-2026.1.pdf is cut short: 65,536 of 412,300 bytes",
        _AGAIN,
    ),
    "P115": Explanation(
        "The manifest in an edition's folder is not the one that was sealed.",
        "manifest.json is not the manifest that was sealed, it is one of a draft",
        _AGAIN,
    ),
    "P116": Explanation(
        "A file that another renderer has made has other words or pages than the sealed one.",
        "mine-p1-2026.1.pdf does not say what was sealed: page 3",
        "install the packages of that edition's requirements.lock, then: toolkit regenerate 2026.1",
    ),
    "P118": Explanation(
        "The edition would hold a text or day of the starter, or an address kept for examples.",
        "url: https://www.example.org/report",
        "url: https://www.nsba.org/report    (toolkit check --ours lists all that is left)",
    ),
    "P120": Explanation(
        "A seal.json is damaged or cannot be read.",
        "editions/2026.1/seal.json    (merged, edited or cut short)",
        _FROM_GIT,
    ),
    "P121": Explanation(
        "A seal belongs to another toolkit or edition.",
        "editions/2026.2/seal.json    (copied from editions/2026.1/)",
        "git checkout -- sources/NAME/editions/2026.2",
    ),
    "P122": Explanation(
        "A seal names the one before it by its sum, and that one is missing or another.",
        "editions/2026.1/ deleted, while 2026.2 is sealed after it",
        _FROM_GIT,
    ),
    "P123": Explanation(
        "A bundle.zip is damaged, or holds something else than was sealed.",
        "editions/2026.1/bundle.zip    (unpacked and packed again)",
        _FROM_GIT,
    ),
    "P124": Explanation(
        "A font of a sealed edition is neither installed in that version nor in the archive.",
        "the font Inter (3f9a12c04b7e) is neither installed nor in the archive",
        "install the fonts of that edition's requirements.lock, or name the folder that keeps its files:\n"
        "toolkit regenerate 2026.1 --archive /media/archive",
    ),
    "P125": Explanation(
        "A file of a sealed edition is missing or damaged in the archive.",
        "archive/3f/3f9a12...    (deleted, or of another sum)",
        _AGAIN,
    ),
    "P160": Explanation(
        "Readers lose a text with the next edition, and editions that are sealed still give it to them.",
        "access: member    (of a material that is public in 2026.1)",
        "access: public    (or go on: readers of 2026.1 keep the text, the new edition is for members)",
    ),
    "P161": Explanation(
        "Readers gain a text with the next edition; once that is sealed it cannot be taken back.",
        "access: public    (of a material that is for members in 2026.1, and was not meant for all)",
        "access: member",
    ),
    "P126": Explanation(
        "A sealed edition's files lie nowhere, and today's program would write them with other words.",
        "toolkit site    (archive/ lost, the program newer than the edition)",
        "take the edition's files from a copy of archive/, or make them with the program of that day:\n"
        "docs/editions.md",
    ),
    "P140": Explanation(
        "A part of a bundle has another form than this program writes, though its sum is the sealed one.",
        '{"schema": 1, "toolkit": ["mine"]}    (state.json in bundle.zip)',
        _FROM_GIT,
    ),
    "P141": Explanation(
        "A seal says something else of its packets than its bundle: who may have them, titles, pages.",
        '"access": "public"    (seal.json; in bundle.zip the packet is for members)',
        _FROM_GIT,
    ),
    "P142": Explanation(
        "A seal lists other files than the manifest that it has the sum of.",
        "editions/2026.1/seal.json    (a file of a packet taken out)",
        _FROM_GIT,
    ),
    "P143": Explanation(
        "An edition was published or shown here, and its seal is gone: the chain is shorter than it was.",
        "editions/2026.2/ moved away, while archive/newest/mine.json tells of 2026.2",
        "git checkout -- sources/NAME/editions/2026.2    (or take it from another copy)",
    ),
    "P144": Explanation(
        "The newest edition that was seen here has another seal now.",
        "editions/2026.2/ sealed a second time, with other texts",
        _FROM_GIT,
    ),
    "P145": Explanation(
        "The file that remembers the newest edition cannot be read.",
        "archive/newest/mine.json    (cut short)",
        "rm archive/newest/mine.json    (once all editions are there; the next publish writes it again)",
    ),
    "P147": Explanation(
        "A seal has no signature by a key that was named as trusted.",
        "toolkit verify --trusted keys.pub    (and no editions/2026.1/seal.json.sig)",
        "take the signature from whoever published it; whoever did signs the newest edition with:\n"
        "toolkit publish 2026.1 --sign ~/.ssh/id_ed25519",
    ),
    "P148": Explanation(
        "The bundle that would be sealed is larger than what `verify` opens, or has parts that it refuses.",
        "sources/mine/recordings/interview.mp4    (200 MB)",
        "recordings/interview.mp4    (outside of sources/)",
    ),
}
