# Every target sets up what it needs: a virtual environment in .venv with the pinned versions of constraints.txt.
# Needs only Python 3.11 (or newer), make and network to PyPI.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
EXAMPLE ?= examples/curtain-raiser.txt
TOUR ?= build/tour
TOOLS := build/tools

.PHONY: demo tour test coverage fast gate evaluate sbom audit format clean help

help:            ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ -/'

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.run

demo: $(VENV)/.run   ## read a shipped example and print its record
	$(BIN)/onrecord read $(EXAMPLE) --published 2025-12-03 --outlet "Example Tribune"

tour: $(VENV)/.run   ## make a project of invented dispatches and ask it about events, what is due, and a dyad
	rm -rf $(TOUR)
	$(BIN)/onrecord init $(TOUR)
	$(BIN)/onrecord add examples/dispatches.jsonl --project $(TOUR)
	$(BIN)/onrecord read --project $(TOUR)
	$(BIN)/onrecord events --dyad ARM-TUR --project $(TOUR)
	$(BIN)/onrecord ledger --today 2025-12-01 --due 60d --project $(TOUR)
	$(BIN)/onrecord dyad CHN PHL --project $(TOUR)

test: $(VENV)/.dev   ## format, types, import contracts and all tests
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

coverage: $(VENV)/.dev   ## the tests, and which lines of src they run
	$(BIN)/python -m pytest --cov=src/onrecord --cov-report=term:skip-covered --cov-fail-under=90

fast: $(VENV)/.dev   ## unit and golden tests only
	$(BIN)/python -m pytest tests/unit tests/golden -x -q

evaluate: $(VENV)/.dev   ## measure on the gold shipped here and, where present, on ../shared
	$(BIN)/onrecord evaluate

gate: $(VENV)/.dev   ## measure and compare with the floors, which rise only
	$(BIN)/onrecord evaluate --gate benchmarks/floors.json

$(TOOLS)/bin/python:
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check 'cyclonedx-bom>=7.5,<8' 'pip-audit>=2.10,<3'

sbom: $(VENV)/.run $(TOOLS)/bin/python   ## write a bill of materials of what is installed (CycloneDX)
	$(TOOLS)/bin/cyclonedx-py environment --output-reproducible --output-file build/sbom.json $(BIN)/python
	@echo build/sbom.json

audit: $(TOOLS)/bin/python   ## ask the public advisories about the pinned versions (needs their network)
	$(TOOLS)/bin/pip-audit --requirement constraints.txt --no-deps --disable-pip

format: $(VENV)/.dev   ## put the code in form
	$(BIN)/ruff check --fix-only --quiet src tests benchmarks
	$(BIN)/ruff format src tests benchmarks

clean:           ## remove the environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
