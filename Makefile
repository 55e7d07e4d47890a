# What to type. Each target does all set-up itself (setup.sh), the first time; nothing has to be run before.

# make build TOOLKIT=name   another toolkit of sources/ than the one that pyproject.toml names
TOOLKIT =
# A worker of the tests takes up to 250 MB, and some tests start workers of their own: more is for large machines.
TEST_WORKERS = 2

# In the order of tests/conftest.py.
pytest = .venv/bin/pytest -n $(TEST_WORKERS) --dist loadfile --no-loadscope-reorder

.PHONY: help build test test-all mutants lint format bench lock clean

help:
	@echo 'make build      every packet of the toolkit, into output/  (TOOLKIT=name for another one)'
	@echo 'make test       the tests, without the slow ones'
	@echo 'make test-all   these, the slow ones, and every toolkit built'
	@echo 'make mutants    which of 200 wrong lines the tests let through  (SEED=2 for other lines)'
	@echo 'make lint       format, lint and types'
	@echo 'make format     puts the code into the form that lint wants'
	@echo 'make bench      how fast it is, as a table'
	@echo 'make lock       pins packages anew after a change of pyproject.toml  (UPGRADE=1 for newer versions)'
	@echo 'make clean      takes away .venv, caches and output/'

build:
	@./setup.sh
	@.venv/bin/toolkit build $(if $(TOOLKIT),--toolkit '$(TOOLKIT)')

test:
	@./setup.sh dev
	$(pytest) -m 'not slow'

# The fast tests come as a prerequisite: `make test test-all` runs none of them twice.
test-all: test
	$(pytest) -m slow
	.venv/bin/toolkit build --all

# Half an hour, and a failure where the tests find fewer than nine of ten.
mutants:
	@./setup.sh dev
	@.venv/bin/python tests/mutants.py $(if $(SEED),--seed $(SEED))

lint:
	@./setup.sh dev
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy

format:
	@./setup.sh dev
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

bench:
	@./setup.sh dev
	@.venv/bin/python tests/bench.py

# One resolution for CPython 3.11 and newer on every system. The lock names packages, versions and hashes, and no
# index. The dev lock is held to the versions of the first.
lock:
	@$(or $(PYTHON),python3) -m venv build/lock
	@build/lock/bin/python -m pip --disable-pip-version-check install --quiet uv
	$(compile) --group build --all-extras --output-file requirements.lock
	$(compile) --group build --group dev --all-extras --constraint requirements.lock --output-file requirements-dev.lock
	@if grep -n '://' requirements*.lock; then echo 'a lock names a host' >&2; exit 1; fi

compile = build/lock/bin/uv pip compile --quiet pyproject.toml --universal --generate-hashes --only-binary :all: \
	--no-emit-index-url --no-emit-find-links --no-header $(if $(UPGRADE),--upgrade)

clean:
	rm -rf .venv .cache output dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find toolkit_builder tests -name __pycache__ -prune -exec rm -rf {} +
