#!/bin/sh
# Makes the secrets of compose.yaml in the folder secrets/ beside this file: a password for the database, the servers'
# config file with it, and a certificate for the load balancer. What is there already stays as it is.
set -eu
umask 077
cd "$(dirname "$0")"
mkdir -p secrets
cd secrets

if [ ! -e database-password ]; then
  if [ -e rollcall.yaml ]; then
    echo "make-secrets: rollcall.yaml is there and database-password is not. Put back the one, or remove the other." >&2
    exit 1
  fi
  openssl rand -hex 32 | tr -d '\n' > database-password
fi
if [ ! -e rollcall.yaml ]; then
  printf 'database_url: postgres://rollcall:%s@database:5432/rollcall\n' "$(cat database-password)" > rollcall.yaml
fi
if [ ! -e tls.pem ]; then
  # To try it. In production: your certificate, its chain and the key, one after the other.
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout key.tmp -out ca.pem 2> /dev/null
  cat ca.pem key.tmp > tls.pem
  rm key.tmp
fi
# Compose hands files to containers with the owner they have here, and each container runs as a user of its own. They
# may read the files; the folder keeps everybody else on this machine out.
chmod 0444 database-password rollcall.yaml tls.pem
