#!/bin/sh
# On first start, creates the user, password and database given by the environment; then execs PostgreSQL.
set -eu

if [ ! -f "$PGDATA/PG_VERSION" ]; then
  printf %s "$POSTGRES_PASSWORD" >/home/postgres/password
  initdb --no-sync --username="$POSTGRES_USER" --auth=scram-sha-256 --pwfile=/home/postgres/password \
    --encoding=UTF8 --no-locale
  rm /home/postgres/password
  echo "host all all all scram-sha-256" >>"$PGDATA/pg_hba.conf"
  echo "CREATE DATABASE $POSTGRES_USER" | postgres --single postgres
fi
exec postgres -c listen_addresses='*' -c unix_socket_directories= "$@"
