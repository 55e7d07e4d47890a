"""What is wrong where a rule of Word files is broken, and what to do; `toolkit explain CODE` shows it."""

from ...errors import Explanation

_AGAIN = (
    "\n(the program sees to this: `toolkit build` makes the file anew; if the finding stays,"
    "\na layout of your own is at fault, or the program: tell those who write it)"
)

_TABLE = (
    # --- the package ---
    (
        "O700",
        "The file is cut short or damaged, so that Word cannot open it.",
        "mine-p1-2026.1.docx: it cannot be read: File is not a zip file",
        "toolkit build    makes it anew",
    ),
    (
        "O701",
        "The XML has something that Office Open XML does not allow where it stands.",
        "word/document.xml: the element w:shd is not expected here",
        "the elements in the order of the schema" + _AGAIN,
    ),
    (
        "O702",
        "A part of the package refers to one that is not there, or is of another kind.",
        "word/document.xml: the style Whisper is not defined",
        "a style of that name in word/styles.xml" + _AGAIN,
    ),
    # --- names and what refers to them: references ---
    (
        "O710",
        "Two bookmarks have the same name.",
        "the bookmark _b_p1_sa__why stands twice",
        "_b_p1_sa__why, _b_p1_sa__how" + _AGAIN,
    ),
    (
        "O711",
        "Two bookmarks have the same number, or one does not begin and end within one paragraph.",
        "the bookmark _b_p1_sa__why leaves its paragraph",
        "begin and end in the paragraph that has the address" + _AGAIN,
    ),
    (
        "O712",
        "Two content controls have the same number, so that Word gives one of them another.",
        "two controls with the id 40812",
        "an id of its own for each" + _AGAIN,
    ),
    (
        "O713",
        "Two paragraphs have the same id, or one is out of range.",
        "the paragraph id 80000000 is not between 0 and 80000000",
        "ids from 00000001 to 7FFFFFFF, each once in its part" + _AGAIN,
    ),
    (
        "O714",
        "A field is not closed where it was opened, or asks for nothing.",
        "the field PAGE is broken: it has no end",
        "begin, PAGE, separate, 3, end" + _AGAIN,
    ),
    (
        "O715",
        "A link or reference inside the document leads to a bookmark that is not there.",
        '<a href="#p1_sa__paln">plan</a>',
        '<a href="#p1_sa__plan">plan</a>    (in the layout)',
    ),
    (
        "O716",
        "A list of contents is empty, or an entry has other words, another order or no heading.",
        'the entry "Why" leads to the heading "Why we ask"',
        "the heading's own words, linked to it" + _AGAIN,
    ),
    # --- what fields show: results ---
    (
        "O760",
        "A field shows something else than what Word makes of it, so that pressing F9 changes the text.",
        "Word would turn “Case study: Fresno” in the list of contents into “Fresno”",
        "entries in the field that Word makes itself; described ones beside it, with page numbers" + _AGAIN,
    ),
    (
        "O761",
        "The number of a footnote that is called again is typed, so that it stays when notes come between.",
        "the number 3 of a footnote is typed",
        "a NOTEREF field that shows 3" + _AGAIN,
    ),
    # --- what Word's accessibility checker asks: accessibility ---
    (
        "O720",
        "A picture has no alternative text, or a file name for one.",
        "alt: map.png",
        "alt: Map of the five districts    (beside the picture)",
    ),
    (
        "O721",
        "A heading skips a level.",
        "<h2>Why</h2>\n<h4>Today</h4>",
        "<h2>Why</h2>\n<h3>Today</h3>    (in the layout)",
    ),
    (
        "O722",
        "A style that is none of Word's headings says that its paragraphs are headings.",
        "the style Eyebrow has an outline level",
        "Heading 1 to Heading 6 alone have outline levels" + _AGAIN,
    ),
    (
        "O723",
        "A table has no header row, an empty cell in it, or header rows further down.",
        "<table><tbody><tr><td>Aim</td></tr>...",
        "<table><thead><tr><th>Aim</th></tr></thead><tbody>...    (in the layout)",
    ),
    (
        "O724",
        "A row of a table may be split between pages, though none of its cells is half a page high.",
        'the row "Shared aim" may be split',
        "a row with cantSplit" + _AGAIN,
    ),
    (
        "O725",
        "Cells are merged or split, a table stands within another, or a row has too few or too many cells.",
        '<td colspan="2">Aim</td>',
        "<td>Aim</td><td>-</td>    (a cell for each column)",
    ),
    (
        "O726",
        "A table has no title.",
        '<table class="grid">...',
        '<table class="grid"><caption>Who does what</caption>...    (in the layout)',
    ),
    (
        "O763",
        "The description of a table is missing, or is its title once more.",
        "the description “Agenda” of a table is only its title",
        "Time; Minutes; Activity: 9:00; 9:10" + _AGAIN,
    ),
    (
        "O727",
        "A link has no words, or they do not say where it leads.",
        "[click here](https://www.nsba.org)",
        "[the board association's handbook](https://www.nsba.org)",
    ),
    (
        "O728",
        "An empty paragraph or a row of blanks makes room, and is read aloud as nothing.",
        "Name:          Date:",
        "two lines, or a table of two columns; room is made by the style",
    ),
    (
        "O729",
        "Something floats beside the text, where screen readers do not find it.",
        "a text box stands outside of the lines",
        "a paragraph or picture in the line" + _AGAIN,
    ),
    # --- what is filled in: controls ---
    (
        "O730",
        "Tag or title of a control is longer than Word takes.",
        "id: how-the-board-and-the-superintendent-talk-with-each-other-each-week",
        "id: weekly-talk    (tag and title have 64 characters at most)",
    ),
    (
        "O731",
        "A control has no title, or shows no words while it is empty.",
        "the control p1_sa__reads has no placeholder",
        "title and words to begin with, the same after it is emptied" + _AGAIN,
    ),
    (
        "O732",
        "A question has no control or two, a control asks no question, or has other choices than it.",
        "p1_sa__reads: this question has no control",
        "one control for each question, under its address" + _AGAIN,
    ),
    (
        "O733",
        "A control has no hidden bookmark around it, so that answers are lost in other editors.",
        "no bookmark _a_p1_sa__reads lies around the control p1_sa__reads",
        "_a_p1_sa__reads around it" + _AGAIN,
    ),
    (
        "O734",
        "A control that repeats a name, such as the district's, does not find it in the file.",
        "the control district is bound to /own/name, which is not there",
        "the place of the name in the file's custom XML, the same for all of one tag" + _AGAIN,
    ),
    (
        "O735",
        "A control is called by other words than those that are printed at it, so that who says what they "
        "read does not reach it; or its title joins a comma to the end of a sentence.",
        "the control p1_sa__aim__note is called “My evidence for 1.1”, and “Our evidence” is printed there",
        'fields.answer(..., say("field_of_item", label=say.evidence, ...))    (in the layout)',
    ),
    (
        "O762",
        "A control for several lines is plain text, whose lines LibreOffice joins when it saves.",
        "the lines of the control p1_sa__reads__note are joined by LibreOffice",
        "a rich-text control" + _AGAIN,
    ),
    (
        "O767",
        "The bookmark of a block begins at its check box, so that LibreOffice takes it into the box.",
        "the bookmark _b_p1_guide__pack__i1 begins at the check box p1_guide__pack__t1",
        "the bookmark, a blank, the check box" + _AGAIN,
    ),
    # --- looks: formatting, contrast ---
    (
        "O740",
        "Something is formatted by hand, so that a district's own styles do not change it.",
        '"Why we ask" is formatted by hand (color, sz)',
        "a style that says colour and size" + _AGAIN,
    ),
    (
        "O741",
        "A numbered list goes on with the numbers of another.",
        "1. 2. 3.    then, in the next list: 4. 5.",
        "1. 2. 3.    then, in the next list: 1. 2." + _AGAIN,
    ),
    (
        "O742",
        "Words do not stand out enough from their background.",
        "9AA5B1 on FFFFFF has a contrast of 2.5, 4.5 is needed",
        'muted: "#4f5b66"    (in brand.yaml; 7.0 on white)',
    ),
    (
        "O766",
        "A heading, a label or the first line of a note may stand alone at the foot of a page.",
        "“What this cannot show” may stand on the page before",
        "a paragraph that keeps with the next" + _AGAIN,
    ),
    # --- what stands around the text: settings ---
    (
        "O750",
        "The file does not say its language, or says another one than the packet's.",
        "the language is missing, not en-US",
        "language: en-US    (in toolkit.yaml; then `toolkit build`)",
    ),
    (
        "O751",
        "The file has another title than its packet.",
        "the title is “Document1”, not “Shared aims”",
        "Title: Shared aims" + _AGAIN,
    ),
    (
        "O752",
        "A date in the properties is missing, or is no date.",
        "the date “created” is '15 January 2026'",
        "2026-01-15T00:00:00Z" + _AGAIN,
    ),
    (
        "O753",
        "The file opens with the words “Compatibility Mode”.",
        "the compatibility mode is 12, not 15",
        "compatibilityMode 15" + _AGAIN,
    ),
    (
        "O754",
        "Word would ask something when it opens the file.",
        "Word would ask at opening (updateFields)",
        "settings without updateFields, mailMerge and writeProtection" + _AGAIN,
    ),
    (
        "O755",
        "Something is locked or protected, so that a district could not change it.",
        "the document is protected (documentProtection)",
        "no lock, no protection, not marked as final" + _AGAIN,
    ),
    (
        "O756",
        "The file does not say which toolkit, packet, edition or language it is.",
        "the property Edition is missing, not 2026.1",
        "Edition: 2026.1    (File, Info, Properties, Custom)" + _AGAIN,
    ),
    (
        "O757",
        "Some pages show neither edition nor packet in their header or footer.",
        "the first pages of section 2 show the edition as nothing",
        "fields that show Edition and Packet, once on every page" + _AGAIN,
    ),
    (
        "O758",
        "Something in the file runs or is fetched from outside, or a link leads neither to web nor mail.",
        "[the plan](ftp://files.district.org/plan.pdf)",
        "[the plan](https://files.district.org/plan.pdf)",
    ),
    (
        "O764",
        "A style is missing that Word gives to comments or tracked changes.",
        "there is no style “annotation text”",
        "the five styles in the template" + _AGAIN,
    ),
    (
        "O765",
        "An East Asian language is named for words that are in none.",
        "zh-CN is named as the East Asian language, and there are no such words",
        "the language of the packet" + _AGAIN,
    ),
)
CODES = {code: Explanation(sentence, wrong, right) for code, sentence, wrong, right in _TABLE}
