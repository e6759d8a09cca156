# The two commands of the README are `make demo` and `make test`; the rest is for those who work on Assay.
SHELL := /bin/bash
.DEFAULT_GOAL := help
SWIFT := swift
BUILD := $(SWIFT) build -c release --product assay
ASSAY := .build/release/assay

.PHONY: help bootstrap build demo test prove lint format bench oracle profiles

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

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

profiles: build ## Pack profiles/ anew from the published packages (needs the shared material)
	@scripts/pack-profiles
