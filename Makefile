# The commands of the project. `make demo` and `make test` do everything, set-up included.
# What each needs and what to do when it fails: docs/ and the messages themselves.

.PHONY: help setup demo test lint lock clean quality trust

BIN := .venv/bin

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /|/' | awk -F'|' '{printf "make %-12s %s\n", $$1, $$2}'

setup: ## make both Python environments and train the dialogue model; does nothing when all is there
	@sh deploy/setup.sh

demo: setup ## start everything with constructed example cases and print the addresses; Ctrl-C stops it
	@exec $(BIN)/intake serve --demo

test: setup lint ## set up, check style and types, run all tests
	@$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

lint: setup ## check style (ruff) and types (mypy)
	@$(BIN)/ruff check .
	@$(BIN)/mypy

quality: setup ## measure and write docs/*quality.md (DATA=PATH: real texts by others; PAGE=translation: that page only)
	@PYTHONPATH=. $(BIN)/python benchmarks/quality.py $(if $(DATA),--data $(DATA)) $(if $(PAGE),--page $(PAGE))

trust: setup ## measure everything that was promised and write docs/trust.md; hours, can be stopped and resumed (QUICK=1: minutes)
	@PYTHONPATH=. $(BIN)/python benchmarks/trust.py $(if $(QUICK),--quick) $(if $(FRESH),--fresh) $(if $(MEND),--mend)

lock: ## pin every dependency again into requirements/*.txt (make lock UPGRADE=1 takes newer versions)
	@sh deploy/setup.sh --lock $(if $(UPGRADE),--upgrade)

clean: ## remove both environments and the tools (not var/, which may hold records)
	rm -rf .venv .tools assistant/dialogue/.venv
