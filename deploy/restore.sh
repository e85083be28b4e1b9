#!/bin/sh
# Brings a backup back into an empty database and an empty state folder; start the coordinator afterwards.
# usage: DATABASE_URL=postgres://… deploy/restore.sh <backup folder> <new state folder>
set -eu
backup=${1:?name the backup folder}
state=${2:?name the new state folder}
: "${DATABASE_URL:?says into which (empty) database}"
. "$(dirname "$0")/database-access.sh"
if [ ! -f "$backup/database.dump" ]; then echo "$backup is no backup." >&2; exit 1; fi
if [ -d "$state" ] && [ -n "$(ls -A "$state")" ]; then
  echo "$state is not empty. Name another folder." >&2
  exit 1
fi
umask 077

# Every checkpoint's name is the SHA-256 of its content: a damaged one is found before anything is brought back.
# (Whose folder it is, the file "owner" says; it is no blob.)
(cd "$backup/checkpoints" && find . -type f | grep -E '^\./[0-9a-f]{2}/[0-9a-f]{62}$') | while read -r file; do
  name=$(echo "$file" | tr -d './')
  sum=$(sha256sum "$backup/checkpoints/$file" | cut -d ' ' -f 1)
  if [ "$sum" != "$name" ]; then echo "The backup is damaged: checkpoints/$file." >&2; exit 1; fi
done

# First the blobs, so that nothing in the database ever names a missing one.
mkdir -p "$state"
cp -Rp "$backup/checkpoints" "$backup/spool" "$state/"
pg_restore --exit-on-error --single-transaction --no-owner --dbname="$database" "$backup/database.dump"
echo "Restored to $state."
