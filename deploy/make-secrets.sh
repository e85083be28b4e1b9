#!/bin/sh
# Makes the secrets that compose.yaml names, each once; an existing one is left alone.
set -eu
cd "$(dirname "$0")"
mkdir -p -m 700 secrets
keep() {
  # The container's user must be able to read what compose mounts.
  if [ ! -e "secrets/$1" ]; then printf '%s' "$2" >"secrets/$1" && chmod 644 "secrets/$1"; fi
}
random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
keep database_password "$(random)"
keep database_url "postgres://tributary:$(cat secrets/database_password)@postgres:5432/tributary"
keep metrics_token "$(random)"
echo "The secrets are in $(pwd)/secrets."
