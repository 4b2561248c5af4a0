# Everything a person does here. `make` alone lists it.

PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help run test lint lab lab-test bench oracles fuzz docs lock vendor clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

run: ## install, and serve the web pages with demo companies on port 8000 (another: make run PORT=8001)
	@scripts/run.sh $(PORT)

test: ## install what tests need, and run all of them
	@scripts/test.sh

lint: ## style, types and floors: takes seconds
	@scripts/lint.sh

lab: ## a shell inside the local internet of real servers
	@scripts/environment.sh dev
	@lab/run

lab-test: ## only the tests that need the local internet
	@scripts/environment.sh dev
	@.venv/bin/python -m pytest -m lab

bench: ## measure against named peers and the physical floor, in the lab (takes minutes)
	@scripts/environment.sh dev
	@bench/run

oracles: ## compare with independent tools on the whole lab, and record it (takes minutes)
	@scripts/environment.sh dev
	@bench/oracles/run --save

fuzz: ## attack every parser and record it; FUZZ_EXECUTIONS=50000 texts each (takes minutes)
	@scripts/environment.sh dev
	@bench/fuzz/run --save

docs: ## write the generated pages of docs/reference
	@scripts/environment.sh dev
	@.venv/bin/python -m scripts.docs

lock: ## take the newest versions that pyproject.toml permits into the lock files
	@scripts/environment.sh dev
	@scripts/lock.sh

vendor: ## fetch the files of others again, by scripts/vendored.toml (needs npm)
	@scripts/environment.sh dev
	@.venv/bin/python -m scripts.vendor

clean: ## remove what was installed and made; your data in var/ stays
	@rm -rf .venv .venv-newest build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find src tests lab scripts -name __pycache__ -type d -prune -exec rm -rf {} +
