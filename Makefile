# What this repository can do. `make` alone lists it.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements.lock
PEERS := var/peers/venv
PEERS_LOCK := tests/networks/peers/requirements.lock

.PHONY: help setup demo test test-site test-networks test-faults check bench format browser lock pictures
.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 15

setup: $(VENV)/.ready ## the virtual environment, from the lock

$(VENV)/.ready: $(LOCK) deploy/setup.sh
	@PYTHON="$(PYTHON)" VENV="$(VENV)" sh deploy/setup.sh $(LOCK)
	@touch $@

demo: setup ## a whole municipality on http://127.0.0.1:$(PORT)
	@$(BIN)/python -m deploy.demo --port $(PORT)

test: setup ## every test that needs only Python, and the browser's where a Chromium is found
	@$(BIN)/python -m pytest -n 3 --dist loadgroup

test-site: setup ## Lighthouse and the Nu HTML checker on the demo (needs Node, Java and a Chromium)
	@$(BIN)/python -m tests.validators

test-networks: $(PEERS)/.ready ## the networks' clients against real servers that it gets first
	@$(PEERS)/bin/python -m tests.networks.peers

$(PEERS)/.ready: $(LOCK) $(PEERS_LOCK) deploy/setup.sh
	@mkdir -p $(@D)
	@PYTHON="$(PYTHON)" VENV="$(PEERS)" sh deploy/setup.sh $(LOCK) $(PEERS_LOCK)
	@touch $@

test-faults: setup ## random edits, and two thousand sequences of faults while sharing; takes minutes
	@$(BIN)/python -m pytest -n 2 -m faults

statement: setup ## the browser tests, and their results for the accessibility statement
	@$(BIN)/python -m pytest -q -p tests.site.statement -m browser tests/site tests/journeys/test_pages.py

check: setup ## format, lint, types, import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: setup ## how fast it is, beside something plain where there is any
	@$(BIN)/python -m benchmarks

format: setup ## format the code and mend what lint can mend
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

browser: ## Debian's Chromium, for the browser tests (needs root)
	apt-get update -qq
	apt-get install -y -qq --no-install-recommends chromium

pictures: setup ## the README's pictures, from the demo (needs a Chromium)
	@$(BIN)/python -m deploy.demo.screenshots

lock: ## write the locks anew from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --extra test --upgrade pyproject.toml --output-file $(LOCK)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --constraint $(LOCK) --upgrade tests/networks/peers/requirements.in --output-file $(PEERS_LOCK)
