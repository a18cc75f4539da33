# The programs from outside npm that judge some tests (test/support/programs.ts), from Debian's packages.

install_programs() {
  local missing=()
  command -v ldapsearch >/dev/null || missing+=(ldap-utils)
  command -v slapadd >/dev/null || missing+=(slapd)
  command -v curl >/dev/null || missing+=(curl)
  command -v chromium >/dev/null || missing+=(chromium fonts-dejavu-core)
  command -v git >/dev/null || missing+=(git)
  command -v setpriv unshare mount >/dev/null || missing+=(util-linux mount)
  { command -v cc && command -v make && command -v python3; } >/dev/null || missing+=(build-essential python3)
  /usr/bin/python3 -c 'import ldap, ldap3' 2>/dev/null || missing+=(python3-ldap python3-ldap3)
  /usr/bin/python3 -c 'import openpyxl' 2>/dev/null || missing+=(python3-openpyxl)
  perl -MNet::LDAP -e 1 2>/dev/null || missing+=(perl libnet-ldap-perl)
  php -m 2>/dev/null | grep -x ldap >/dev/null || missing+=(php-cli php-ldap)
  ((${#missing[@]} == 0)) && return
  export DEBIAN_FRONTEND=noninteractive
  forbid_services
  apt-get update -qq && apt-get install -y -qq "${missing[@]}" >/dev/null || fail "apt-get could not install ${missing[*]}"
  allow_services
}

# Makes the types of a client. Not one of our own packages: it asks for a TypeScript that has an API, ours has none.
install_generator() {
  local folder=$scratch/generateur
  "$outer_npm" install --prefix "$folder" --no-save --ignore-scripts --no-audit --no-fund \
    openapi-typescript@7.13.0 typescript@5.9.3 >"$scratch/generator" 2>&1 || { cat "$scratch/generator"; fail 'openapi-typescript could not be had'; }
  outer_path=$outer_path:$folder/node_modules/.bin
}

# The tests start their own slapd: the one that its package would start is of no use, and is never started.
policy=/usr/sbin/policy-rc.d
forbid_services() {
  [[ -e $policy ]] && return
  printf '#!/bin/sh\n# Put there by the checks of annuaire while they install packages.\nexit 101\n' >$policy
  chmod +x $policy
}
allow_services() {
  grep -q 'checks of annuaire' $policy 2>/dev/null && rm $policy
  return 0
}
