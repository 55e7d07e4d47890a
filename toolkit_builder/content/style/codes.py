"""What the remarks on style mean, with an example of each; `toolkit explain CODE` shows it."""

from ...errors import Explanation

# Code -> what it counts, and what to ask oneself; the closing lines of the report.
QUESTIONS = {
    "S101": ("hard to read", "Are the long words needed, or habit?"),
    "S102": ("long sentences", "Are these two thoughts, or one with its reason?"),
    "S103": ("passive descriptors", "Who does it?"),
    "S104": ("vague descriptors", "What would one see or count?"),
    "S105": ("levels nearly alike", "What is new at the higher one: a person, a rule, a check?"),
    "S106": ("abbreviations", "Spell it out, or put it into the glossary?"),
    "S107": ("words of the trade", "Out, or into the glossary?"),
    "S108": ("person first", "Would the person meant say it so?"),
    "S109": ("links without words", "Where does it lead, for someone who hears it read?"),
    "S110": ("claims without source", "Whose research, and where can it be read?"),
    "S111": ("figures without source", "Who says so?"),
    "S112": ("left to do", "Is it for those who adapt the text, or for us?"),
    "S113": ("addresses that count", "Does the page open without it?"),
    "S114": ("private documents", "Does it open for someone who is not signed in?"),
}

_TABLE = (
    (
        "S101",
        "A text reads at a higher grade than it should: 8 where families are among its readers, else 11.",
        "Participation in the attached instrument will inform our continuous improvement efforts.",
        "Please answer the four questions below. They take about three minutes.",
    ),
    (
        "S102",
        "A sentence has more than 30 words.",
        "We met in May, and since the bus had been late, which nobody had foreseen, we began ... (34 words)",
        "We met in May. The bus had been late, so we began at ten.",
    ),
    (
        "S103",
        "A descriptor says what is done, and in none of its sentences by whom.",
        "Data are reviewed on a regular schedule.",
        "The principal reads the list on Monday.",
    ),
    (
        "S104",
        "A descriptor rests on a word of degree, on which two raters would differ.",
        "Families are often informed.",
        "Each family gets a call within two days.",
    ),
    (
        "S105",
        "Two levels of an indicator say nearly the same: three words of four, or more, are in both.",
        "emerging: Transition supports are somewhat in place.\n"
        "established: Transition supports are mostly in place.",
        "emerging: Sixth graders have an orientation day.\n"
        "established: A named adult meets each new student at the door.",
    ),
    (
        "S106",
        "An abbreviation is neither spelled out in the same file nor in the glossary. Packets travel alone.",
        "Bring the IEP.",
        "Bring the individualized education program (IEP).",
    ),
    (
        "S107",
        "A word of the trade that the glossary lacks, or one that says nothing. "
        "A style.yaml beside toolkit.yaml adds to the list, or takes from it with `known:`.",
        "We leverage stakeholder input.",
        "We use what families and drivers tell us.",
    ),
    (
        "S108",
        "Words put what people have or need before the people. style.yaml adds to the list.",
        "homeless students",
        "students without stable housing",
    ),
    (
        "S109",
        "The words of a link do not say where it leads.",
        "[Click here](https://example.org/fees) for fees.",
        "[The list of fees](https://example.org/fees)",
    ),
    (
        "S110",
        "A sentence appeals to research and cites nothing.",
        "Research shows that mentors help.",
        "Two studies in one state found that mentored teachers stayed longer [@mentors-2020].",
    ),
    (
        "S111",
        "A percentage cites nothing. In a case of a real place that is the error C314.",
        "About 40 percent of new teachers leave.",
        "About 40 percent of new teachers leave [@leaving-2019].",
    ),
    (
        "S112",
        "Words may stand for others that are still to be written.",
        "Bring TBD copies to [insert room].",
        "Bring six copies to the library.",
    ),
    (
        "S113",
        "A part of an address only counts who came from where.",
        "https://example.org/plan?utm_source=news&id=4",
        "https://example.org/plan?id=4",
    ),
    (
        "S114",
        "An address is that of a document as its owner opens it, or of a meeting.",
        "https://docs.google.com/document/d/1aB/edit",
        "https://example.org/plan.pdf",
    ),
)
CODES = {code: Explanation(sentence, wrong, right) for code, sentence, wrong, right in _TABLE}
