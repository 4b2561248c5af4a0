#!/bin/bash
# The inside of the lab, started by lab/run as the first process of its own namespaces.
#
# This process, the resolver and the command live in the outer network namespace, as a scanner does beside its resolver.
#   main  198.18.0.0/17, 2001:db8::/40       knot, nginx, postfix
#   odd   198.19.0.0/16, 2001:db8:100::/40   the odd servers: nginx owns the ports of every address beside it
set -u
RUNTIME=/run/weerbaar-lab SITE=/run/weerbaar-lab/site STATE=/run/weerbaar-lab/state # as in places.py

fail() {
  echo "lab: not ready: $1" >&2
  tail -n 3 "$STATE"/log/*.log >&2
  exit 70
}

private_files() {
  mount --make-rprivate /
  local resolver=/etc/resolv.conf target
  target=$(realpath -m $resolver)
  mount -t tmpfs -o mode=755 tmpfs /run
  mkdir -p "$SITE" "$STATE"/{log,ready,nginx,postfix/queue,postfix/data,knot-root,knot-tld,knot-hosting}
  echo "nameserver 127.0.0.1" >"$RUNTIME/resolv.conf"
  case $target in
    /run/*) mkdir -p "$(dirname "$target")" && cp "$RUNTIME/resolv.conf" "$target" ;;
    *) mount --bind "$RUNTIME/resolv.conf" $resolver ;;
  esac
}

generated_files() {
  local output
  output=$(TMPDIR=$STATE PYTHONPATH=$REPOSITORY "$PYTHON" -m lab.cache "$LAB_COMPANIES") || fail "generation failed"
  if [ -n "$LAB_CHANGEABLE" ]; then cp -r "$output/." "$SITE"; else mount --bind "$output" "$SITE"; fi
}

# The cables between here and the two sides: plain ones, or the delay box.
cables() {
  local name
  for name in main odd; do ip netns add $name; done
  if [ -z "$LAB_DELAY" ]; then
    for name in main odd; do ip link add "to-$name" type veth peer name wan netns $name; done
    return
  fi
  start delay outer env PYTHONPATH="$REPOSITORY" "$PYTHON" -m lab.delay "$LAB_DELAY" "$LAB_JITTER" "$LAB_LOSS" main odd
  wait_for "the delay box" test -e "$STATE/ready/delay"
}

# One namespace at the other end of a cable; $2 tells the cables apart.
side() {
  ip addr add "100.64.$2.2/30" dev "to-$1"
  ip -6 addr add "2001:db8:e0$2::2/64" dev "to-$1" nodad
  ip link set "to-$1" up
  ip -n "$1" addr add "100.64.$2.1/30" dev wan
  ip -n "$1" -6 addr add "2001:db8:e0$2::1/64" dev wan nodad
  ip -n "$1" link set lo up
  ip -n "$1" link set wan up
  # Forwarding makes it answer "unreachable" for the rest of the world; nonlocal_bind lets servers bind single addresses.
  ip netns exec "$1" sysctl -qw net.ipv4.ip_nonlocal_bind=1 net.ipv6.ip_nonlocal_bind=1 \
    net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.core.somaxconn=8192
}

network() {
  ip link set lo up
  sysctl -qw net.ipv4.ip_local_port_range="10240 65000" net.ipv4.tcp_tw_reuse=1
  cables
  side main 1
  side odd 2
  ip route add default via 100.64.1.1
  ip -6 route add default via 2001:db8:e01::1
  ip route add 198.19.0.0/16 via 100.64.2.1
  ip -6 route add 2001:db8:100::/40 via 2001:db8:e02::1
  # A local route to a whole prefix: every address in it works without being added.
  local prefix
  for prefix in 198.18.0.0/17 192.31.196.0/24 192.175.48.0/24; do ip -n main route add local "$prefix" dev lo; done
  for prefix in 2001:db8::/40 2d00::/64 2d00:1::/64; do ip -n main -6 route add local "$prefix" dev lo; done
  ip -n odd route add local 198.19.0.0/16 dev lo
  ip -n odd -6 route add local 2001:db8:100::/40 dev lo
  ip -n main route add blackhole 198.18.200.0/24
  ip -n main -6 route add blackhole 2001:db8:f00::/48
}

# Closed ports on addresses where nginx listens, and a count of packets that no scanner may send.
filters() {
  ip netns exec main nft -f - <<'EOF'
table inet lab {
  chain input {
    type filter hook input priority 0;
    ip daddr 198.18.1.15 tcp dport 443 reject with tcp reset
    ip6 daddr 2001:db8:1::f tcp dport 443 reject with tcp reset
    ip daddr 198.18.1.16 tcp dport 80 reject with tcp reset
    ip6 daddr 2001:db8:1::10 tcp dport 80 reject with tcp reset
  }
}
EOF
  nft -f - <<'EOF'
table inet lab {
  counter forbidden { }
  counter other_ports { }
  set inner4 { type ipv4_addr; flags interval; elements = { 10.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.168.0.0/16 } }
  set inner6 { type ipv6_addr; flags interval; elements = { 64:ff9b::/96, fd00::/64 } }
  chain output {
    type filter hook output priority 0;
    ip daddr @inner4 meta l4proto { tcp, udp } counter name forbidden
    ip6 daddr @inner6 meta l4proto { tcp, udp } counter name forbidden
    ip daddr 127.0.0.0/8 tcp dport { 25, 80, 443, 6379 } tcp flags & (syn | ack) == syn counter name forbidden
    ip6 daddr ::1 tcp dport { 25, 80, 443, 6379 } tcp flags & (syn | ack) == syn counter name forbidden
    oifname "to-*" tcp dport != { 25, 53, 80, 443 } tcp flags & (syn | ack) == syn counter name other_ports
  }
}
EOF
  # Without a route such a packet would never be made, and never be counted.
  local prefix
  for prefix in 10.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16; do ip route add local "$prefix" dev lo; done
  for prefix in 64:ff9b::/96 fd00::/64; do ip -6 route add local "$prefix" dev lo; done
}

start() { # name, namespace, command…: in the background, with a log of its own
  local name=$1 where=$2
  shift 2
  if [ "$where" = outer ]; then
    "$@" </dev/null >"$STATE/log/$name.log" 2>&1 &
  else
    ip netns exec "$where" "$@" </dev/null >"$STATE/log/$name.log" 2>&1 &
  fi
}

servers() {
  ulimit -n 65536 2>/dev/null || ulimit -n "$(ulimit -Hn)"
  local instance nginx_user=root
  for instance in root tld hosting; do start "knot-$instance" main knotd -c "$SITE/knot/$instance.conf"; done
  start unbound outer unbound -d -c "$SITE/resolver/unbound.conf"
  start odd odd env PYTHONPATH="$REPOSITORY" "$PYTHON" -m lab.odd
  start services main env PYTHONPATH="$REPOSITORY" "$PYTHON" -m lab.odd services
  start legacy-tls odd env PYTHONPATH="$REPOSITORY" "$PYTHON" -m lab.odd.legacy_tls
  [ -z "$LAB_ROOT" ] || nginx_user=www-data
  start nginx main env OPENSSL_CONF="$SITE/nginx/openssl.cnf" \
    nginx -e stderr -p "$STATE/nginx" -c "$SITE/nginx/nginx.conf" -g "daemon off; user $nginx_user;"
  if [ -n "$LAB_POSTFIX" ]; then
    chown postfix "$STATE/postfix/data"
    start postfix main postfix -c "$SITE/postfix" start
  else
    start mail-stand-in main env PYTHONPATH="$REPOSITORY" "$PYTHON" -m lab.odd mail-stand-in
  fi
}

wait_for() { # what, command…: until the command succeeds, at most 15 s, and a minute more for 3,000 companies
  local what=$1 end=$((SECONDS + 15 + ${LAB_COMPANIES:-0} / 50))
  shift
  until "$@" </dev/null >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || fail "$what"
    sleep 0.05
  done
}

accepts() { timeout 1 bash -c "exec 3<>/dev/tcp/$1/$2"; }
greets() { timeout 1 bash -c "exec 3<>/dev/tcp/$1/25; head -n 1 <&3 | grep -q ^220"; }
validates() { kdig +dnssec +timeout=1 +retry=0 @127.0.0.1 good-0001.nl A | grep -q 'Flags:.* ad'; }

ready() {
  local name
  for name in 198.18.0.1 192.31.196.2 198.18.0.3; do wait_for "knot" accepts "$name" 53; done
  wait_for "unbound" validates
  wait_for "nginx" accepts 198.18.16.1 443
  wait_for "the odd servers" test -e "$STATE/ready/odd"
  wait_for "the open services" test -e "$STATE/ready/services"
  wait_for "the legacy TLS server" test -e "$STATE/ready/legacy-tls"
  wait_for "the mail servers" greets 198.18.2.1
  [ -n "$LAB_QUIET" ] || awk -v from="$LAB_STARTED" -v to="$EPOCHREALTIME" -v mail="${LAB_POSTFIX:+postfix}" 'BEGIN {
    printf "lab: ready in %.1f s, mail by %s\n", to - from, mail ? mail : "its own server" }' >&2
}

for_the_command() {
  export WEERBAAR_RESOLVER=127.0.0.1:53
  export WEERBAAR_ALLOW_RANGES=198.18.0.0/15,2001:db8::/32
  export WEERBAAR_CA_FILE=$SITE/certificates/root.pem
  export WEERBAAR_BOGUS_NAMES=boguslab.nl
  export WEERBAAR_VRPS=$SITE/routing/vrps.json
  export WEERBAAR_RIS_V4=$SITE/routing/ris.v4.txt WEERBAAR_RIS_V6=$SITE/routing/ris.v6.txt
  export WEERBAAR_RDAP=$SITE/registrations.jsonl
  export WEERBAAR_HSTS_PRELOAD=$SITE/hsts-preload.txt
  export WEERBAAR_AUTHORISATION=$SITE/authorisation.toml
  export WEERBAAR_LAB_TRUTH=$SITE/truth.json
  export PYTHONPATH=$REPOSITORY${PYTHONPATH:+:$PYTHONPATH}
  PATH=$(dirname "$PYTHON"):$PATH
  export -n LAB LAB_STARTED LAB_COMPANIES LAB_DELAY LAB_JITTER LAB_LOSS LAB_CHANGEABLE LAB_QUIET LAB_ROOT LAB_POSTFIX REPOSITORY
}

usual_umask=$(umask)
umask 022 # servers that drop their rights must read what is made here
private_files
generated_files
network
filters
servers
ready
for_the_command
umask "$usual_umask"
# Background jobs of a shell ignore SIGINT; the command should not.
env --default-signal=INT,QUIT "$@"
