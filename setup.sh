#!/bin/sh
# Makes the checkout ready: system libraries, .venv, packages. `make` calls it before everything that needs them;
# when nothing has changed since the last time it ends at once.
#
#   ./setup.sh        what `toolkit` needs
#   ./setup.sh dev    and what the tests need
#
# PYTHON=/path/to/python chooses the Python that .venv is made with.
set -eu
cd "$(dirname "$0")"

group=${1:-core}
case $group in
    core) lock=requirements.lock ;;
    dev) lock=requirements-dev.lock ;; # holds all of requirements.lock too, in the same versions
    *) echo "usage: ./setup.sh [core|dev]" >&2 && exit 2 ;;
esac

say() { printf '%s\n' "$*" >&2; }
stop() { say "" && for line in "$@"; do say "$line"; done && exit 1; }

# Runs a command without its noise; shows what it said if it fails.
quietly() {
    log=$(mktemp)
    if "$@" >"$log" 2>&1 </dev/null; then
        rm -f "$log"
    else
        cat "$log" >&2 && rm -f "$log" && return 1
    fi
}

# Where .venv is and which Python it stands on: it outlives neither a move nor an upgrade of that Python.
place() { echo "$PWD $(readlink -f .venv/bin/python)"; }
state() { cksum setup.sh pyproject.toml requirements.lock requirements-dev.lock && place; }

if [ -x .venv/bin/python ] && [ "$(state)" = "$(cat ".venv/ready-$group" 2>/dev/null)" ]; then exit 0; fi

# --- Python -----------------------------------------------------------------------------------------------------------

# A name on PATH may be a shim with no Python behind it, so each candidate is run.
find_python() {
    for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$python"
            break
        fi
    done
}

python=$(find_python)
[ -n "$python" ] || stop \
    "Python 3.11 or newer is needed, and ${PYTHON:-python3} is: $(${PYTHON:-python3} --version 2>&1 | head -n 1)" \
    "  Debian, Ubuntu   sudo apt-get install python3 python3-venv" \
    "  Fedora           sudo dnf install python3" \
    "  macOS            brew install python" \
    "If it is installed under another name:  make build PYTHON=/path/to/python3"

# --- System libraries -------------------------------------------------------------------------------------------------

missing=
need() { missing="$missing $1"; }
finds() { "$python" -c 'import ctypes.util, sys; sys.exit(not ctypes.util.find_library(sys.argv[1]))' "$1"; }
loads() { "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null; }

# Without HarfBuzz's subset library PDFs come out slower and not the same on every machine: here it is no option.
if [ "$(uname -s)" = Darwin ]; then
    for library in pango-1.0 pangoft2-1.0 harfbuzz-subset; do finds "$library" || need "$library"; done
else # the names of Debian's packages
    loads libpango-1.0.so.0 || need libpango-1.0-0
    loads libpangoft2-1.0.so.0 || need libpangoft2-1.0-0
    loads libharfbuzz-subset.so.0 || need libharfbuzz-subset0
    # Debian ships Python without the part that makes a .venv.
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        need "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
fi

# What to put before a command to run it as root. A password is asked for only where somebody who may use sudo sits
# at a terminal.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        echo env
    elif sudo -n true 2>/dev/null; then
        echo sudo -n env
    elif [ -t 0 ] && [ -t 2 ] && command -v sudo >/dev/null && id -nG | grep -qwE 'sudo|admin|wheel'; then
        echo sudo env
    else
        return 1
    fi
}

if [ -n "$missing" ]; then
    if command -v apt-get >/dev/null && root=$(as_root); then
        say "Installing system packages (once):$missing"
        apt="$root DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300"
        # A list that could not be brought up to date (some other source of this machine) may still do.
        # shellcheck disable=SC2086
        $apt update </dev/null >/dev/null 2>&1 || true
        # shellcheck disable=SC2086
        quietly $apt install --no-install-recommends $missing ||
            stop "These system packages could not be installed; what apt said stands above:$missing"
    else
        stop "This machine lacks:$missing" \
            "Run the line that fits it, then the same command again:" \
            "  Debian, Ubuntu   sudo apt-get install$missing" \
            "  Fedora           sudo dnf install pango harfbuzz" \
            "  macOS            brew install pango python   (other Pythons do not see Homebrew's libraries)"
    fi
fi

# --- Packages ---------------------------------------------------------------------------------------------------------

pip() { quietly .venv/bin/python -m pip --disable-pip-version-check --no-input install --quiet "$@"; }

# The stamps go first: a set-up that is cut short is done again.
rm -f .venv/ready-*

if [ "$(place)" != "$(cat .venv/place 2>/dev/null)" ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    say "Making .venv with $("$python" --version) (once) …"
    quietly "$python" -m venv --clear .venv || stop "The folder .venv could not be made; the reason stands above."
    place >.venv/place
fi

say "Setting up Python packages$([ "$group" = core ] || echo " and those of the tests") (once) …"
# Wheels only: compiling a package here would need a compiler, and tools that no hash pins.
pip --require-hashes --only-binary :all: --requirement "$lock" ||
    stop "The packages in $lock could not be installed; what pip said stands above."
pip --no-deps --no-build-isolation --editable . ||
    stop "Toolkit Builder could not be installed; what pip said stands above."

state >.venv/ready-core
[ "$group" = core ] || state >".venv/ready-$group"
