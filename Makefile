# Omnihub: `make` alone says what there is.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 4

help: ## what this Makefile can do
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(VENV)/.ready: requirements/dev.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install -q uv
	@$(BIN)/uv pip sync -q --compile-bytecode --python $(BIN)/python --require-hashes requirements/dev.txt
	@$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

install: $(VENV)/.ready ## a virtual environment with the locked dependencies
	@$(BIN)/python -m compileall -q contracts channels projections hub  # a third of a start

console: $(VENV)/.ready ## the console, built from web/ unless it is built already
	@$(BIN)/python web/build.py

lock: ## resolve the dependencies anew, with hashes, for every platform
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install -q uv
	@$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  --python-version 3.11 --upgrade pyproject.toml -o requirements/run.txt
	@$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  --python-version 3.11 --upgrade --extra dev -c requirements/run.txt pyproject.toml requirements/build.in -o requirements/dev.txt

system: ## the Debian packages the tests want (installed when root, else named)
	@tests/system-packages

up: install console ## start the hub, its engines included
	@$(BIN)/omnihub up

demo: install console system ## watch a small company live for a minute (DEMO=--keep: and look around in it)
	@$(BIN)/omnihub demo $(DEMO)

test: install console system ## the tests
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

test-kill: install system ## 200 deaths under 100 contacts a second, about half an hour (KILL="--cycles 20")
	@$(BIN)/python -m tests.kill $(KILL)

bench: install ## how fast it is, beside what the machine does at most (BENCH="--quick": 90 s)
	@$(BIN)/python -m bench $(BENCH)

screenshots: install console system ## the console's pages into docs/screenshots, five minutes
	@$(BIN)/python -m tests.screenshots

lint: install ## style, types and the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python web/build.py check

check: lint test ## everything that must be green before main moves

.PHONY: help install console lock system up demo test test-kill bench screenshots lint check
