#!/usr/bin/env bash
# Start and stop a Virtuoso for the tests: on 127.0.0.1 alone, on free ports, with a database that is thrown away.
# Usage: eval "$(tools/virtuoso.sh start FOLDER)" sets what tests/servers.py reads; tools/virtuoso.sh stop FOLDER
# It needs virtuoso-t and isql-vt: Debian's package virtuoso-opensource-7-bin.
set -euo pipefail
action=$1 folder=$(realpath "$2")

free_ports() {
  python3 -c 'import socket
taken = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
print(*(server.getsockname()[1] for server in taken))'
}

password() { # made of letters and digits
  python3 -c 'import secrets; print(secrets.token_hex(8))'
}

sql() { # PASSWORD STATEMENTS; isql-vt itself ends with 0 whatever happens
  isql-vt "127.0.0.1:$(cat "$folder/sql.port")" dba "$1" verbose=off exec="$2" >"$folder/isql.log" 2>&1
  if grep -q '^\*\*\* Error' "$folder/isql.log"; then
    cat "$folder/isql.log" >&2
    return 1
  fi
}

if [ "$action" = start ]; then
  umask 077
  mkdir -p "$folder"
  read -r sql_port http_port <<<"$(free_ports)"
  echo "$sql_port" >"$folder/sql.port"
  cat >"$folder/virtuoso.ini" <<INI
[Database]
DatabaseFile = $folder/virtuoso.db
TransactionFile = $folder/virtuoso.trx
ErrorLogFile = $folder/virtuoso.log
LockFile = $folder/virtuoso.lck
xa_persistent_file = $folder/virtuoso.pxa
[TempDatabase]
DatabaseFile = $folder/virtuoso-temp.db
TransactionFile = $folder/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:$sql_port
DirsAllowed = $folder
NumberOfBuffers = 20000
[HTTPServer]
ServerPort = 127.0.0.1:$http_port
ServerRoot = $folder
INI
  (cd "$folder" && virtuoso-t +configfile "$folder/virtuoso.ini" +wait >"$folder/start.log" 2>&1) ||
    { cat "$folder/start.log" >&2; exit 1; }
  administrator=$(password) user=$(password)
  echo "$administrator" >"$folder/dba"
  sql dba "user_set_password('dba', '$administrator');"
  sql "$administrator" "DB.DBA.USER_CREATE('detente', '$user'); GRANT SPARQL_UPDATE TO \"detente\";
    GRANT SPARQL_SELECT TO \"detente\"; DB.DBA.RDF_DEFAULT_USER_PERMS_SET('detente', 7);"
  echo "export DETENTE_TEST_VIRTUOSO=http://127.0.0.1:$http_port"
  echo "export DETENTE_TEST_VIRTUOSO_USER=detente DETENTE_TEST_VIRTUOSO_PASSWORD=$user"
elif [ "$action" = stop ]; then
  isql-vt "127.0.0.1:$(cat "$folder/sql.port")" dba "$(cat "$folder/dba")" exec="shutdown;" >/dev/null 2>&1 || true
  rm -rf "$folder"
else
  echo "usage: $0 start|stop FOLDER" >&2
  exit 2
fi
