#!/usr/bin/env bash
# Run once by the image, in an empty cluster: one database, its owner (changes the schema, used by the migrator only) and the
# program's own role, whose rights the program's scripts grant. NAME is tender_site or tender_vault.
set -euo pipefail

: "${NAME:?}"
[[ "$NAME" =~ ^[a-z_]+$ ]] || {
  echo "NAME must be lower-case letters and underscores" >&2
  exit 1
}

psql --no-psqlrc --quiet -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v name="$NAME" -v owner="${NAME}_owner" <<'SQL'
\set owner_password `cat /run/secrets/owner_password`
\set app_password `cat /run/secrets/app_password`
create role :"owner" login password :'owner_password';
create role :"name" login password :'app_password';
create database :"name" owner :"owner";
revoke all on database :"name" from public;
grant connect on database :"name" to :"name";
SQL
