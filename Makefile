# The two commands of the README are `make demo` and `make test`; the rest is for those who work on Assay.
SHELL := /bin/bash
.DEFAULT_GOAL := help
SWIFT := swift
BUILD := $(SWIFT) build -c release --product assay
ASSAY := .build/release/assay

.PHONY: help bootstrap build demo test prove lint format bench oracle example-findings profiles

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

bootstrap: ## Install the libraries that are missing
	@scripts/bootstrap

build: bootstrap ## Build the release program, .build/release/assay
	@$(BUILD)

demo: build ## Start the embedded reference system, run every scenario against it, write reports/
	@$(ASSAY) run

test: bootstrap ## Build and run all the tests
	@scripts/test

prove: build ## Show that every expectation can fail
	@$(ASSAY) prove

lint: ## Check the formatting of the sources
	@$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks

format: ## Format the sources
	@$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks

bench: bootstrap ## Measure the hot path
	@$(SWIFT) build -c release --product assay-bench
	@.build/release/assay-bench

oracle: build ## Compare with the public oracle and list what differs (needs the shared material)
	@scripts/oracle

example-findings: build ## Look at every error on the public examples, docs/example-findings.md (needs the shared material)
	@work=$$(mktemp -d); trap 'rm -rf "$$work"' EXIT; shared=$${ASSAY_SHARED:-../shared}; \
	scripts/oracle-jobs nhs "$$shared/oracle" "$$work/jobs" && \
	$(ASSAY) validate --cases "$$work/jobs" --packages "$$shared/packages" >"$$work/answers" && \
	scripts/example-findings "$$shared" "$$work/answers" >"$$work/page" && cp "$$work/page" docs/example-findings.md

profiles: build ## Pack profiles/ anew from the published packages (needs the shared material)
	@scripts/pack-profiles
