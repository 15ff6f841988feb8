"""Entry of set-up: makes the environments, or writes the locks. Run by `deploy/setup.sh` with any Python 3.9 or newer.

This file is kept readable for every old Python, so that an old one says so by its exit code and not by a syntax error.
"""

import sys

TOO_OLD = 97

if __name__ == "__main__":
    if sys.version_info < (3, 9):
        sys.exit(TOO_OLD)
    sys.dont_write_bytecode = True
    from environments.main import main

    sys.exit(main(sys.argv[1:]))
