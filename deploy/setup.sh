#!/bin/sh
# Makes the virtual environment from the lock, or from several of them, and says in one sentence
# what the machine lacks.
set -eu

if ! command -v "$PYTHON" >/dev/null 2>&1; then
  echo "Meydan needs Python 3.11 or newer: install it (on Debian: apt-get install python3 python3-venv) and try again." >&2
  exit 1
fi
if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Meydan needs Python 3.11 or newer, and $PYTHON is $("$PYTHON" -V 2>&1): name a newer one (make setup PYTHON=python3.12)." >&2
  exit 1
fi
if ! "$PYTHON" -c 'import venv, ensurepip' >/dev/null 2>&1; then
  echo "Python's venv module is missing: install it (on Debian: apt-get install python3-venv) and try again." >&2
  exit 1
fi

echo "Installing Meydan's packages into $VENV: about a minute …"
if command -v uv >/dev/null 2>&1; then
  [ -x "$VENV/bin/python" ] || uv venv --quiet --python "$(command -v "$PYTHON")" "$VENV"
  uv pip sync --quiet --require-hashes --python "$VENV/bin/python" "$@"
else
  [ -x "$VENV/bin/python" ] || "$PYTHON" -m venv "$VENV"
  for lock do
    set -- "$@" --requirement "$lock"
    shift
  done
  "$VENV/bin/python" -m pip install --quiet --quiet --disable-pip-version-check --require-hashes "$@"
fi
