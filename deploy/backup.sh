#!/bin/sh
# Saves a coordinator's database and blobs into a folder; it may be running.
# usage: DATABASE_URL=postgres://… deploy/backup.sh <state folder> <new backup folder>
set -eu
state=${1:?name the state folder}
backup=${2:?name a folder for the backup}
: "${DATABASE_URL:?says which database; the embedded one is copied with the coordinator stopped}"
. "$(dirname "$0")/database-access.sh"
if [ -e "$backup" ]; then echo "$backup exists already. Name a new folder." >&2; exit 1; fi
umask 077
# Under another name until it is whole, so that a broken backup is not taken for one.
part="$backup.part"
rm -rf "$part"
mkdir -p "$part"

# Copies a folder's files but those that the copy has; what is half written is no blob yet.
copy() {
  mkdir -p "$part/$1"
  [ -d "$state/$1" ] || return 0
  if ! (cd "$state/$1" && LC_ALL=C find . -type f ! -name '*.part' ! -name '*.scratch') \
    >"$part/files" 2>"$part/faults" && grep -v 'No such file or directory' "$part/faults" >&2; then
    exit 1
  fi
  while read -r file; do
    if [ -e "$part/$1/$file" ]; then continue; fi
    mkdir -p "$part/$1/$(dirname "$file")"
    if cp -p "$state/$1/$file" "$part/$1/$file" 2>"$part/faults"; then continue; fi
    rm -f "$part/$1/$file"
    # Removed meanwhile is no loss; everything else is.
    if [ -e "$state/$1/$file" ]; then cat "$part/faults" >&2; exit 1; fi
  done <"$part/files"
  rm -f "$part/files" "$part/faults"
}

# The newest model of every run in the dump, as it is named in the folder.
newest_models() {
  pg_restore --data-only --table=checkpoints --file=- "$part/database.dump" | awk -F '\t' '
    /^COPY .*\(/ {
      gsub(/^[^(]*\(|\).*$|[" ]/, "")
      count = split($0, names, ",")
      for (i = 1; i <= count; i++) column[names[i]] = i
      reading = 1
      next
    }
    /^\\\.$/ { reading = 0 }
    reading && !($column["run_id"] in round && round[$column["run_id"]] > $column["round"] + 0) {
      round[$column["run_id"]] = $column["round"] + 0
      digest[$column["run_id"]] = substr($column["digest"], length("sha256:") + 1)
    }
    END { for (run in digest) print substr(digest[run], 1, 2) "/" substr(digest[run], 3) }
  ' >"$part/models"
}

# Says which model of the dump is not in the folder any more.
removed_model() {
  while read -r file; do
    if [ ! -e "$state/checkpoints/$file" ]; then echo "$file"; fi
  done <"$part/models" | head -n 1
}

# A blob is durable before any row names it and its name is its content: so whatever the dump names lies in the
# folder when the dump is begun. Most of it is copied before, so that little time is left in which retention may
# remove it; what is newer is copied after. A run's newest model that is still there at the end was so all along.
for try in 1 2 3; do
  copy checkpoints
  pg_dump --format=custom --no-owner --file="$part/database.dump" "$database"
  copy checkpoints
  newest_models
  removed=$(removed_model)
  if [ -z "$removed" ]; then break; fi
done
if [ -n "$removed" ]; then
  echo "checkpoints/$removed, the newest model of a run, is not in $state: is it this database's folder? Else rounds end faster than they are copied; pause the run, or have it keep more checkpoints." >&2
  exit 1
fi
# Last, for these grow; of an update that is folded and removed meanwhile its client is asked again.
copy spool
rm -f "$part/models"
mv "$part" "$backup"
echo "Saved to $backup."
