"""Stops `make` with a sentence instead of a traceback where Python is too old for Naba."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Naba needs Python 3.11 or newer; this is %s. "
        "Name another one: make PYTHON=python3.12" % sys.version.split()[0]
    )
