# All paths are relative and quoted, and programs are called as modules of .venv's interpreter,
# so that everything works in a folder with blanks and Chinese characters in its name.
MAKEFLAGS += --no-builtin-rules --no-print-directory
.NOTPARALLEL:
.PHONY: help site test serve check gate review comment owners approvals approved freeze publish lint bench bench-peers bench-scale bench-search soak site-corpus pins clean

PY := .venv/bin/python

help:
	@echo "make site                    build the sample city into site/"
	@echo "make serve                   show it on this machine and follow changes"
	@echo "make check                   name every mistake in the records, without building"
	@echo "make gate BASE=REVISION      everything that must hold before a change may be merged"
	@echo "make review BASE=REVISION    what changes since then, for reviewers, into reports/review.html"
	@echo "make approvals BASE=REVISION whether everything that changed since then was approved"
	@echo "make approved                whether everything that stands was approved: before a release"
	@echo "make owners                  CODEOWNERS from the register of bodies"
	@echo "make publish [TARGET=NAME]   bring the site to where publish.yml says"
	@echo "make test                    lint and all tests, at most 12 minutes"
	@echo "make lint                    form, types and structure only"
	@echo "make bench                   speed beside Hugo, at most 12 minutes"
	@echo "make bench-peers             speed beside MkDocs with Material, and Zensical"
	@echo "make bench-scale             speed at 100,000 records"
	@echo "make bench-search            search beside stock Pagefind and Material's own, at 20,000 records"
	@echo "make soak                    long fuzzing and kill runs, and a build with ProperDocs for MkDocs"
	@echo "make site-corpus CORPUS=DIR  the sample with a folder of regulations imported, into site-corpus/"
	@echo "make pins                    renew requirements/*.txt (UPGRADE=1: to the newest versions)"
	@echo "make clean                   remove everything built, but not .venv"

site:
	@sh requirements/install run
	@$(PY) -m gongkai build
	@echo "To look at it: open site/index.html in a browser (a double click will do), or run  make serve"

serve:
	@sh requirements/install run
	@$(PY) -m mkdocs serve

check:
	@sh requirements/install run
	@$(PY) -m gongkai check $(if $(FORMAT),--format "$$FORMAT")

gate:
	@sh requirements/install run
	@sh .ci/gate "$$BASE" "$$FORMAT"

review:
	@sh requirements/install run
	@$(PY) -m gongkai review $(if $(PREVIEW),--preview "$$PREVIEW") -- "$$BASE" "$${HEAD:-HEAD}"

comment:
	@sh requirements/install run
	@$(PY) -m gongkai comment $(if $(PREVIEW),--preview "$$PREVIEW") -- "$$FILE"

owners:
	@sh requirements/install run
	@$(PY) -m gongkai owners

approvals:
	@sh requirements/install run
	@$(PY) -m gongkai approvals $(if $(FORMAT),--format "$$FORMAT") -- "$$BASE..$${HEAD:-HEAD}"

approved:
	@sh requirements/install run
	@$(PY) -m gongkai approvals $(if $(FORMAT),--format "$$FORMAT") --all

freeze:
	@sh requirements/install run
	@sh .ci/freeze "$$BRANCH"

publish:
	@sh requirements/install publish
	@$(PY) -m gongkai publish $(if $(TARGET),-- "$$TARGET")

lint:
	@sh requirements/install test
	@sh .ci/lint
	@$(PY) -m pytest -q -p no:cacheprovider tests/test_structure.py

test:
	@sh requirements/install test
	@sh .ci/test-tools
	@sh .ci/lint; lint=$$?; $(PY) -m pytest -n 2 && exit $$lint

bench-search:
	@sh requirements/install test
	@sh requirements/install bench
	@$(PY) -m benchmarks search

soak:
	@sh requirements/install test
	@sh requirements/install soak
	@sh .ci/test-tools
	@$(PY) -m pytest -m soak

bench:
	@sh requirements/install run
	@sh requirements/install bench
	@$(PY) -m benchmarks hugo

bench-peers:
	@sh requirements/install run
	@sh requirements/install bench
	@$(PY) -m benchmarks material
	@$(PY) -m benchmarks zensical

bench-scale:
	@sh requirements/install run
	@sh requirements/install bench
	@$(PY) -m benchmarks scale

site-corpus:
	@sh requirements/install run
	@sh .ci/site-corpus "$$CORPUS"

pins:
	@sh requirements/install run
	@sh requirements/pins $(if $(UPGRADE),--upgrade)

clean:
	rm -rf site site-* .gongkai reports build dist
