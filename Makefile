# The front door. Each target says what it does; the work is done by meson, ninja, npm and tools/.
#   make         packages (apt), build/xiucheng, web/dist        make demo    a running city to look at
#   make test    everything, one closing line                    make check   layout, floors, headers, bans
#   make bench   measured figures                                make asan    tests under ASan + UBSan
#   make differential  FEEL against feelin      make bench-dmn  FEEL and DMN beside other engines
#   make dist    a source and a binary archive                   make clean
BUILD ?= build
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
PACK ?= packs/shanghai
LISTEN ?= 127.0.0.1:8080
WEB_SOURCES := $(shell find web/src web/public web/*.html web/*.ts web/package.json -type f 2>/dev/null)

.PHONY: all deps server web demo test bench bench-store bench-bpmn bench-dmn differential check dist asan clean
all: server web
	@echo "ready: $(BUILD)/xiucheng serve --pack $(PACK) --data DIR --listen $(LISTEN)"

deps:
	@sh tools/deps.sh

$(BUILD)/build.ninja: | deps
	@echo "== meson: $(BUILD)"
	@meson setup $(BUILD) --buildtype=debugoptimized >$(BUILD).setup.log 2>&1 || { cat $(BUILD).setup.log; exit 1; }
	@rm -f $(BUILD).setup.log

server: deps $(BUILD)/build.ninja
	@echo "== server: $(BUILD)/xiucheng"
	@ninja -C $(BUILD) -j $(JOBS)

web/node_modules/.package-lock.json: web/package-lock.json | deps
	@echo "== web: npm ci"
	@cd web && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund

web/dist/index.html: web/node_modules/.package-lock.json $(WEB_SOURCES) tools/precompress.mjs
	@echo "== web: web/dist"
	@cd web && npm run build
	@node tools/precompress.mjs web/dist

web: deps web/dist/index.html

demo: all
	@sh tools/demo.sh "$(BUILD)" "$(PACK)" "$(LISTEN)"

test: all
	@python3 tools/test.py "$(BUILD)"

bench: all
	@python3 bench/run.py "$(BUILD)"

bench-store: all
	@python3 bench/store.py "$(BUILD)"

bench-bpmn: server
	@python3 bench/bpmn.py "$(BUILD)"

bench-dmn: server
	@python3 bench/dmn.py "$(BUILD)"

differential: server
	@cd tests/feelin && npm ci --no-audit --no-fund --silent
	@for seed in 1 2 3; do python3 tests/feelin/differential.py $(BUILD)/xiucheng --seed $$seed || exit 1; done

check: deps
	@python3 tools/check.py

asan: deps web
	@sh tools/asan.sh

dist: all
	@sh tools/dist.sh "$(BUILD)"

clean:
	@echo "== removing $(BUILD), build-asan and web/dist"
	@rm -rf $(BUILD) build-asan web/dist
