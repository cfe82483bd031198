# `make demo` and `make test` need Python 3.11 or newer, make and a network, nothing else.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help demo test lint format suite oracle interop axe screenshots site fidelity engines exchange compile bench clean

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "make: $(PYTHON) not found; set PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "make: Python 3.11 or newer is needed, $(PYTHON) is $$($(PYTHON) -V); set PYTHON=..." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	  { echo "make: no venv module; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' >&2
	@touch $@

demo: $(STAMP) ## print the cited papers in the Vancouver style
	@$(BIN)/ldnbib export --style vancouver

test: $(STAMP) lint ## lint, types and all tests
	$(BIN)/pytest

lint: $(STAMP) ## ruff and mypy
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(STAMP) ## let ruff put the code in shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

SUITE ?= ../shared/csl-suite
suite: $(STAMP) ## run a folder of CSL test fixtures: make suite SUITE=DIR
	@$(BIN)/python tests/csl/suite/run_suite.py $(SUITE)

tests/oracle/node_modules: tests/oracle/package-lock.json
	cd tests/oracle && npm ci --no-audit --no-fund
	@touch $@

oracle: tests/oracle/node_modules ## install citeproc-js, which tests compare with (needs node and npm)

tests/formats/interop/node_modules: tests/formats/interop/package-lock.json
	cd tests/formats/interop && npm ci --no-audit --no-fund
	@touch $@

interop: tests/formats/interop/node_modules ## install readers of others, which tests let read our exports (needs node and npm)

tests/site/browser/node_modules: tests/site/browser/package-lock.json
	cd tests/site/browser && npm ci --no-audit --no-fund
	@touch $@

axe: tests/site/browser/node_modules ## install axe-core, which looks through the site's pages in tests (needs node and npm)

screenshots: $(STAMP) ## take the pictures in docs/images (needs chromium and pdftoppm)
	$(BIN)/python docs/make_screenshots.py

site: $(STAMP) ## build the site of the default library into public/
	$(BIN)/ldnbib site build --output-dir public

fidelity: $(STAMP) oracle ## compare all styles with citeproc-js and write docs/fidelity.md
	$(BIN)/python tests/oracle/fidelity.py --report docs/fidelity.md

engines: $(STAMP) ## measure our engine against its peers
	$(BIN)/python benchmarks/engines.py

exchange: $(STAMP) ## measure exchange formats against bibtexparser and others
	$(BIN)/python benchmarks/exchange.py

compile: $(STAMP) ## measure how long it takes to compile each style
	$(BIN)/python benchmarks/compile.py

bench: $(STAMP) ## measure start-up and the demo against an empty typer program
	$(BIN)/python benchmarks/startup.py

clean: ## remove what the other targets made
	rm -rf $(VENV) tests/oracle/node_modules tests/formats/interop/node_modules tests/site/browser/node_modules public .pytest_cache .mypy_cache .ruff_cache .hypothesis
