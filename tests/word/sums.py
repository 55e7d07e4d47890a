"""`python -m tests.word.sums PACKET…`: sha256 of each Word file of the fixture, written in this order."""

import hashlib
import sys

from tests.pdf.packets import harbor

if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name, hashlib.sha256(harbor().word(name)).hexdigest())
