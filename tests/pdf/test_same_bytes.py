"""Same packet, same bytes: whoever makes it, wherever, and whatever was made before it."""

import hashlib
import subprocess
import sys

import pytest

from tests.pdf.packets import KINDS, harbor
from tests.projects import surroundings


@pytest.mark.slow
def test_same_bytes_in_another_process_elsewhere_and_in_another_order(tmp_path):
    here = {name: hashlib.sha256(harbor().pdf(name)).hexdigest() for name in KINDS}

    elsewhere = surroundings(
        PYTHONHASHSEED="4711", TZ="Asia/Kathmandu", LC_ALL="C", LANG="C", HOME=str(tmp_path)
    )
    said = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.pdf.sums", *reversed(KINDS)],
        cwd=tmp_path, env=elsewhere, capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip

    assert dict(line.split() for line in said.stdout.splitlines()) == here
