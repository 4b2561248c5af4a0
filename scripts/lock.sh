#!/bin/sh
# Writes the lock files anew: the newest versions that pyproject.toml permits, with the hashes of their files.
# They name no registry, so that everybody installs from the one of their own choice.
set -eu
cd "$(dirname "$0")/.."
UV=${UV:-.venv/bin/uv}

compile() {
  output=$1
  shift
  "$UV" pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
    --custom-compile-command "make lock" --upgrade --output-file "$output" "$@"
}

compile requirements.lock pyproject.toml --extra portal
compile requirements-dev.lock pyproject.toml --extra portal --extra postgres --extra fast --group dev --constraint requirements.lock
# What builds the package itself; the second is what an editable install asks for.
printf 'hatchling>=1.27,<2\neditables>=0.5,<1\n' >.lock-input.txt
trap 'rm -f .lock-input.txt' EXIT
compile requirements-build.lock .lock-input.txt --constraint requirements-dev.lock
sed -i 's/ \.lock-input\.txt/ pyproject.toml (build-system)/' requirements-build.lock
wc -l requirements*.lock
