# Sourced: splits DATABASE_URL into $database and PGPASSWORD, since a program's arguments are everybody's to read.
case $DATABASE_URL in
  *[?\&]password=*) echo "DATABASE_URL has its password behind the \"?\". Put it before the host: postgres://user:password@host/…" >&2; exit 1 ;;
esac
database=$(printf '%s' "$DATABASE_URL" | sed -E 's|^(postgres(ql)?://[^:/@]*):[^/]*@|\1@|')
if [ "$database" != "$DATABASE_URL" ]; then
  PGPASSWORD=$(
    printf '%s' "$DATABASE_URL" | sed -E 's|^postgres(ql)?://[^:/@]*:([^/]*)@.*$|\2|' |
      # %40 stands for a byte, whatever the language of the terminal.
      LC_ALL=C awk '{
        for (i = 1; i <= length($0); i++) {
          hex = tolower(substr($0, i + 1, 2))
          if (substr($0, i, 1) == "%" && hex ~ /^[0-9a-f][0-9a-f]$/) {
            digits = "0123456789abcdef"
            printf "%c", 16 * (index(digits, substr(hex, 1, 1)) - 1) + index(digits, substr(hex, 2, 1)) - 1
            i += 2
          } else printf "%s", substr($0, i, 1)
        }
      }'
  )
  export PGPASSWORD
fi
unset DATABASE_URL
