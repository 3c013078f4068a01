/**
 * Installs the agent on a machine that has Node and systemd: bundles under /opt/timonerie, data under
 * /var/lib/timonerie-agent, a unit that runs without privileges. Run as root, again to update.
 */
export function installScriptText({
  collectorUrl,
  agentSha256,
  inventorySha256,
}: {
  collectorUrl: string;
  agentSha256: string;
  inventorySha256: string;
}): string {
  return `#!/bin/sh
# Installs the Timonerie agent:  curl -fsS ${collectorUrl}/agent/install.sh | sudo sh -s -- --token TOKEN
# Without --token it updates an agent that is enrolled already.
set -eu

URL=${quoted(collectorUrl)}
TOKEN=
while [ $# -gt 0 ]; do
  case "$1" in
    --token) TOKEN=\${2:?--token needs a token}; shift 2 ;;
    *) echo "unknown option: $1" >&2; exit 2 ;;
  esac
done

fail() { echo "$1" >&2; exit 1; }
[ "$(id -u)" = 0 ] || fail "Run this as root."
NODE=$(command -v node) || fail "Node 20.19 or newer is needed and was not found."
"$NODE" -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \\
  || fail "Node 20.19 or newer is needed; this is $("$NODE" --version)."

id timonerie-agent >/dev/null 2>&1 \\
  || useradd --system --user-group --home-dir /var/lib/timonerie-agent --no-create-home --shell /usr/sbin/nologin timonerie-agent
install -d -m 0755 /opt/timonerie
install -d -m 0700 -o timonerie-agent -g timonerie-agent /var/lib/timonerie-agent

download() {
  new="/opt/timonerie/$2.new"
  if command -v curl >/dev/null; then curl -fsS -o "$new" "$URL/agent/$1"; else wget -q -O "$new" "$URL/agent/$1"; fi
  echo "$3  $new" | sha256sum -c --quiet - || fail "$1 is not the file that was announced."
  chmod 0644 "$new"
  mv -f "$new" "/opt/timonerie/$2"
}
download timonerie-agent.cjs agent.cjs ${agentSha256}
download agent-inventory.cjs agent-inventory.cjs ${inventorySha256}

cat > /opt/timonerie/timonerie-agent <<WRAPPER
#!/bin/sh
exec "$NODE" --max-semi-space-size=1 --v8-pool-size=0 /opt/timonerie/agent.cjs "\\$@"
WRAPPER
chmod 0755 /opt/timonerie/timonerie-agent

# timonerie agent …  from anywhere; another program of that name is left alone.
COMMAND=/usr/local/bin/timonerie
if [ ! -e "$COMMAND" ] || grep -q timonerie-agent "$COMMAND"; then
  cat > "$COMMAND" <<'COMMAND_TEXT'
#!/bin/sh
[ "\${1:-}" = agent ] || { echo "usage: timonerie agent enrol --url URL --token TOKEN" >&2; exit 2; }
shift
[ "$(id -u)" = 0 ] || { echo "Run this as root." >&2; exit 1; }
setpriv --reuid=timonerie-agent --regid=timonerie-agent --clear-groups /opt/timonerie/timonerie-agent "$@" || exit
if [ "\${1:-}" = enrol ] && [ -d /run/systemd/system ]; then systemctl restart timonerie-agent; fi
COMMAND_TEXT
  chmod 0755 "$COMMAND"
fi

if [ -n "$TOKEN" ]; then
  setpriv --reuid=timonerie-agent --regid=timonerie-agent --clear-groups \\
    /opt/timonerie/timonerie-agent enrol --url "$URL" --token "$TOKEN"
fi

cat > /etc/systemd/system/timonerie-agent.service <<UNIT
[Unit]
Description=Timonerie agent
After=network-online.target
Wants=network-online.target

[Service]
ExecStart=/opt/timonerie/timonerie-agent run
User=timonerie-agent
StateDirectory=timonerie-agent
StateDirectoryMode=0700
Restart=always
RestartSec=5
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
CapabilityBoundingSet=
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
# For the tools that read backups; where memory runs short they go, and not the agent.
MemoryMax=512M
OOMPolicy=continue

[Install]
WantedBy=multi-user.target
UNIT
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload
  systemctl enable --quiet timonerie-agent
  systemctl restart timonerie-agent
  echo "The agent runs. systemctl status timonerie-agent tells more."
else
  echo "systemd does not run here: start /opt/timonerie/timonerie-agent run by other means."
fi
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
