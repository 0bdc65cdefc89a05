# Two commands matter: `make demo` and `make test`. Each makes what it needs, from nothing.

.DEFAULT_GOAL := help
SHELL := /bin/sh
PORT ?= 8000
PYTHON := .venv/bin/python
INSTALLED := .venv/installed
CORES := $(shell nproc 2>/dev/null || sysctl -n hw.ncpu 2>/dev/null || echo 2)
# A test run starts hundreds of processes: without kept bytecode each compiles the site anew.
unexport PYTHONDONTWRITEBYTECODE
# python3 may be older than any of the others, or newer than all.
PYTHONS := python3.13 python3.12 python3.11 python3
PRODUCTION = SITE_ENVIRONMENT=production SITE_URL=https://example.org ALLOWED_HOSTS=example.org \
	SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(48))') \
	DATABASE_URL=postgresql://example.org/site REDIS_URL=redis://example.org/0 \
	EMAIL_URL=smtps://example.org DEFAULT_FROM_EMAIL=press@example.org
PIP_COMPILE := $(PYTHON) -m piptools compile --quiet $(UPGRADE) --strip-extras --allow-unsafe \
	--generate-hashes --no-emit-find-links --no-emit-index-url --no-emit-trusted-host

.PHONY: help demo test check fuzz bench audit venv lock clean

help: ## What there is to make
	@sed -n 's/^\([a-z]*\):[^#]*## /make \1|/p' Makefile | awk -F'|' '{printf "%-12s %s\n", $$1, $$2}'

demo: venv ## The whole site on this machine, with sample content (PORT=8001 for another port)
	@$(PYTHON) manage.py demo --port $(PORT)

test: check ## Every check and every test, on servers of their own
	$(PYTHON) -m pytest -n $(CORES) --dist worksteal

check: venv ## What needs no test: style, types, layers, templates, migrations, production settings
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	SITE_ENVIRONMENT=development $(PYTHON) -m mypy .
	.venv/bin/lint-imports --no-logo
	$(PYTHON) -m djlint --lint --quiet campaigns charity_site helpline_info press stats
	@data=$$(mktemp -d) && trap 'rm -rf "$$data"' EXIT && echo manage.py makemigrations --check \
		&& DATA_DIR=$$data $(PYTHON) manage.py makemigrations --check --dry-run
	@echo manage.py check --deploy && $(PRODUCTION) $(PYTHON) manage.py check --deploy --fail-level WARNING

fuzz: venv ## The import of figures, tried on ten thousand broken files (a few minutes)
	FUZZ_FILES=3334 $(PYTHON) -m pytest -q tests/fuzz

bench: venv ## What has a speed to keep, measured against its plain alternative in the same run
	@$(PYTHON) -m tests.benchmarks

audit: venv ## Lighthouse on every type of public page, as production serves it (needs npm and Chromium)
	@nice $(PYTHON) -m tests.audit $(PAGES)

venv: $(INSTALLED) ## The virtual environment in .venv, exactly as locked

# Made again when the lock has changed, when its Python has gone, and when it was moved or copied.
ifneq ($(shell $(PYTHON) -c 'print(open("$(INSTALLED)").read().strip())' 2>/dev/null),$(CURDIR))
.PHONY: $(INSTALLED)
endif
$(INSTALLED): requirements-dev.txt
	@for python in $(PYTHONS); do \
		version=$$($$python -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null) || continue; \
		if ! $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
			why="$$why, and $$python is $$version"; \
		elif ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
			why="$$why, and $$python ($$version) lacks the module venv"; \
		else \
			found=$$python; break; \
		fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "Error: Python 3.11 or newer is needed$$why: install it (on Debian and Ubuntu: apt install python3 python3-venv) and run make again." >&2; \
		exit 1; \
	fi; \
	echo "Installing into .venv …" && rm -rf .venv && $$found -m venv .venv
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes \
		--requirement requirements-dev.txt
	@echo "$(CURDIR)" > $@

# Made with the oldest Python that it must serve: newer ones need fewer packages.
lock: venv ## requirements*.txt from pyproject.toml, with hashes (UPGRADE=--upgrade for newer ones)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11) and \
		"Error: the lock is made with Python 3.11: make clean lock PYTHONS=python3.11")'
	$(PIP_COMPILE) --output-file=requirements.txt pyproject.toml
	$(PIP_COMPILE) --extra=dev --constraint=requirements.txt --output-file=requirements-dev.txt \
		pyproject.toml

clean: ## Remove what was made here, but not the demo's data in var/
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache staticfiles \
		tests/audit/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
