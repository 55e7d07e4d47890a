"""`python -m tests.pdf.sums PACKET…`: sha256 of each PDF of the fixture, written in this order."""

import hashlib
import sys

from tests.pdf.packets import harbor

if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name, hashlib.sha256(harbor().pdf(name)).hexdigest())
