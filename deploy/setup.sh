#!/bin/sh
# Starts deploy/setup_environments.py with the first Python on this machine that is new enough (3.9 or later).
# Which Python that is does not matter to the product: set-up finds Python 3.12 and 3.10 for the environments itself.
# Its exit codes: 0 done, 2 a problem it explained, 130 stopped. Any other means that this Python could not run it
# (97: too old, 127: not there, 1: a version manager's stand-in without the version), so the next one is tried.
here=$(dirname "$0")
for python in ${PYTHON:-} python3 /usr/bin/python3 /usr/local/bin/python3 python3.13 python3.12 python3.11 python3.10; do
    command -v "$python" >/dev/null 2>&1 || continue
    "$python" "$here/setup_environments.py" "$@"
    status=$?
    case $status in
    0 | 2 | 130) exit $status ;;
    esac
done
cat >&2 <<'MESSAGE'

Set-up stopped: no Python 3.9 or newer that works was found on this machine.
What to do: install one, on Debian as root
    apt-get install python3 python3-venv
or name one:
    make setup PYTHON=/path/to/python3
MESSAGE
exit 2
