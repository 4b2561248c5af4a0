#!/bin/sh
# Starts everything on this machine: scripts/run.sh [PORT]   Stops on Ctrl-C.
#
# Data is kept in var/ and only warnings are shown, unless WEERBAAR_DATA_DIR and WEERBAAR_LOG_LEVEL say otherwise.
set -eu
cd "$(dirname "$0")/.."
PORT=${1:-8000}
export WEERBAAR_DATA_DIR="${WEERBAAR_DATA_DIR:-$PWD/var}" WEERBAAR_LOG_LEVEL="${WEERBAAR_LOG_LEVEL:-WARNING}"

scripts/environment.sh run
if ! .venv/bin/python scripts/port_is_free.py "$PORT"; then
  echo "Port $PORT is in use. Choose another one: make run PORT=8001" >&2
  exit 2
fi
exec .venv/bin/weerbaar serve --demo --port "$PORT"
