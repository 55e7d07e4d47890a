"""How a system ends what takes too long, also where it has limits of its own."""

import subprocess
import sys

import pytest

pytest.importorskip("resource", reason="Windows has no such limits")

ENDLESS = """
import resource, sys
from pathlib import Path
from toolkit_builder.layout.bounds import ended
resource.setrlimit(resource.RLIMIT_CPU, ({soft}, {hard}))
with ended(Path(sys.argv[1])):
    {work}
print("went on")
"""


def run(told, **words):
    return subprocess.run(
        [sys.executable, "-c", ENDLESS.format(**words), told], capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize(("soft", "hard"), [(4, 4), (3, 5), (-1, -1)])
def test_a_lower_limit_of_the_system_is_kept(tmp_path, soft, hard):
    done = run(tmp_path / "ran", soft=soft, hard=hard, work="pass")

    assert (done.returncode, done.stdout) == (0, "went on\n"), done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("hard", [3, -1])
def test_what_goes_on_is_ended(tmp_path, hard):
    done = run(tmp_path / "ran", soft=hard, hard=hard, work="sum(iter(lambda: 0, 1))")

    assert done.returncode < 0
    assert done.stdout == ""
