#!/bin/sh
# Starts everything on this machine: scripts/run.sh [PORT]   Stops on Ctrl-C.
set -eu
cd "$(dirname "$0")/.."
PORT=${1:-8000}

scripts/environment.sh run
exec .venv/bin/weerbaar serve --demo --port "$PORT"
