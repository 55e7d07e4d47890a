"""A figure stands once: the table, the bars and the words of a chart say what the result holds."""

import shutil
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import STARTER, change_files
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.model import Result
from toolkit_builder.layout import Filler
from toolkit_builder.layout.figures import figure
from toolkit_builder.layout.packets import text_packets
from toolkit_builder.layout.wording import Wording, read_strings
from toolkit_builder.project import layouts_path

CASE = "principles/first-principle/case-studies/north-valley.yaml"
SAY = Wording(read_strings((layouts_path(),), "en"))
RESULT = {
    "id": "a",
    "statement": "It rose.",
    "years": "2020",
    "claim": "place",
    "source": "s",
    "unit": "count",
}


@pytest.mark.parametrize(
    ("fields", "printed"),
    [
        ({"value": "+18", "unit": "percentage-points"}, "+18 percentage points"),
        ({"value": "1,200"}, "1,200"),
        ({"value": "4", "before": "43", "counted": "schools"}, "43 to 4 schools"),
        ({"value": "+9", "compared_with": "+5", "unit": "points"}, "+9 against +5 points"),
        ({"value": "6", "out_of": "7", "counted": "schools"}, "6 of 7 schools"),
        ({"value": "2", "compared_with": "1", "unit": "ratio", "bound": "nearly"}, "nearly 2 to 1"),
        ({"value": "50", "unit": "minutes", "bound": "at-least"}, "50 minutes or more"),
        ({"value": "0.5", "unit": "points", "bound": "under"}, "under 0.5 points"),
        ({"value": "30", "unit": "percent", "bound": "at-most"}, "30 percent at most"),
        ({"value": "No figure given", "unit": "other"}, "No figure given"),
    ],
)
def test_a_figure_is_printed_with_all_that_it_holds(fields, printed):
    assert figure(Result.model_validate({**RESULT, **fields}), SAY) == printed


@pytest.fixture
def chart(tmp_path):
    """A function: figure, words beside bars, their lengths and description of the chart, once changed."""
    folder = Path(shutil.copytree(STARTER, tmp_path / "starter"))

    def read(changes=""):
        change_files(folder, changes)
        toolkit = load_toolkit(folder, "starter")
        plan = next(plan for plan in text_packets(toolkit) if plan.packet.kind == "case-study")
        manuscript = Filler(toolkit, (layouts_path(),)).fill(plan)
        main = etree.fromstring(manuscript.body)
        drawing = etree.fromstring(manuscript.assets["p1_north__plans_chart.svg"])
        words = [str(node.text) for node in drawing.iter("{*}text")]
        lengths = [float(node.get("width", 0)) for node in drawing.iter("{*}rect")]
        table = next(node for node in main.iter("table") if node.get("class") == "results")
        alts = {node.get("alt") for node in main.iter("img") if node.get("class") == "picture"}
        [figure] = [
            "".join(map(str, node.itertext())) for node in table.iter("th") if node.get("scope") == "row"
        ]
        [alt] = alts & {alt for alt in alts if "plans" in str(alt)}
        return figure, words, round(lengths[0] / lengths[1], 3), alt

    return read


def test_table_bars_and_words_change_with_the_result(chart):
    assert chart() == (
        "5 to 10 plans",
        ["2023", "5 plans", "2025", "10 plans"],
        0.5,
        "Bar chart with 2 bars. 2023: 5 plans. 2025: 10 plans. 2023 to 2025.",
    )
    changed = chart(
        f"@ {CASE}\n-     statement: The plans that name the aim rose from 5 to 10 in two years.\n"
        "-     # One number with its sign, such as +18 or 1,200; words where the source gives no number.\n"
        "-     value: 10\n+     statement: The plans that name the aim rose from 5 to 8 in two years.\n"
        "+     value: +8\n"
    )
    assert changed == (
        "5 to +8 plans",
        ["2023", "5 plans", "2025", "+8 plans"],
        0.625,
        "Bar chart with 2 bars. 2023: 5 plans. 2025: plus 8 plans. 2023 to 2025.",
    )


def test_words_of_ones_own_stay(chart):
    alt = '  alt: "A bar chart: 5 plans in 2023 and 10 plans in 2025."'

    *_, words = chart(f"@ {CASE}\n-   # {alt.strip()}\n+ {alt}\n")

    assert words == "A bar chart: 5 plans in 2023 and 10 plans in 2025."


def test_typed_bars_stand_beside_those_of_results(chart):
    last = '    - result: plans\n-       label: "2025"\n'
    new = "+     - result: plans\n+     - label: Elsewhere\n+       value: 2.5\n+       shown: 2.5 plans\n"
    source = "-   # source: example-report\n+   source: example-report\n"

    _, words, _, alt = chart(f"@ {CASE}\n- {last}{new}\n{source}")

    assert words[2:] == ["School plans", "10 plans", "Elsewhere", "2.5 plans"]
    assert alt.endswith("School plans: 10 plans. Elsewhere: 2.5 plans. 2023 to 2025.")
