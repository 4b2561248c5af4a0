#!/bin/sh
# What takes seconds: style, format, types, floors, and whether the generated pages are fresh.
set -eu
cd "$(dirname "$0")/.."
scripts/environment.sh dev
PATH=$PWD/.venv/bin:$PATH

ruff check --quiet .
ruff format --quiet --check .
mypy
lint-imports --no-logo
python -m scripts.docs --check
