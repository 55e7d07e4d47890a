"""What a file costs its reader: in a process of its own, which is ended before it holds up the tests."""

import re
import resource
import subprocess
import sys
from pathlib import Path

_PROGRAM = """
import re, sys, time
from pathlib import Path
{imports}
start = time.process_time()
try:
    {reads}
except {error} as error:
    print(error.code, error, end=" ")
# What getrusage calls the peak holds that of the process that started this one.
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
print("took", time.process_time() - start, peak[1])
"""


def cost(path: Path, imports: str, reads: str, error: str) -> tuple[float, int, str]:
    """Seconds of CPU, kilobytes at the peak, and what was refused.

    Args:
        path: the file.
        imports: lines that bring in what the next ones need.
        reads: reads `data`, the bytes of the file.
        error: class of what it may raise.
    """
    read = reads.replace("data", "Path(sys.argv[1]).read_bytes()")
    program = _PROGRAM.format(imports=imports, reads=read, error=error)
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (60, 60)),
    )
    assert done.returncode == 0, done.stderr[-500:]
    told = re.search(r"took (\S+) (\d+)", done.stdout)
    assert told
    return float(told[1]), int(told[2]), done.stdout
