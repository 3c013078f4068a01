import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";

import { stopProcess } from "#db/processes.ts";
import { unpackedLibraries, unpackedProgram } from "../../bin/preflight.mjs";
import { freePort } from "./program.ts";

/** Debian's `nobody` and `nogroup`: as root the servers give up being root, which both insist on. */
const NOBODY = 65_534;
const LIBRARIES = [
  "libnss-wrapper",
  "libsodium23",
  "libunwind8",
  "libgnutls-dane0",
  "libunbound8",
  "libidn12",
  "libnsl2",
  "libevent-2.1-7",
];

export interface MailServers {
  /** Of dovecot, with the mailbox that exim fills. */
  readonly imapUrl: string;
  /** Of exim: it delivers mail for the desk into the mailbox, relays one domain, and reports what it cannot deliver. */
  readonly smtpUrl: string;
  stop(): Promise<void>;
}

/**
 * A real mailbox server and a real mail server on 127.0.0.1, of Debian's packages, unpacked and run out of a temporary
 * directory. `relay`: the port of an SMTP server that gets mail for `relay.example`.
 */
export async function startMailServers({ desk, relay }: { desk: string; relay?: number }): Promise<MailServers> {
  const directory = mkdtempSync(join(tmpdir(), "timonerie-mail-"));
  // Copied, since whoever the servers run as may not reach where the packages lie.
  const libraries = join(directory, "lib");
  for (const source of unpackedLibraries(LIBRARIES))
    cpSync(source, libraries, { recursive: true, verbatimSymlinks: true });
  const [imapPort, smtpPort] = [await freePort(), await freePort()];
  const place = { directory, libraries, ...unprivileged(directory) };
  const dovecot = startDovecot(place, imapPort);
  const exim = startExim(place, { port: smtpPort, desk, relay });
  const stop = async () => {
    for (const { child } of [exim, dovecot])
      if (child.pid !== undefined && child.exitCode === null) await stopProcess(child.pid, 5_000);
    rmSync(directory, { recursive: true, force: true });
    rmSync(dovecot.modules, { recursive: true, force: true });
  };
  try {
    await Promise.all([greeting(imapPort, directory), greeting(smtpPort, directory)]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { imapUrl: `imap://desk:secret@127.0.0.1:${imapPort}/INBOX`, smtpUrl: `smtp://127.0.0.1:${smtpPort}`, stop };
}

interface ServerPlace {
  readonly directory: string;
  readonly libraries: string;
  readonly uid: number;
  readonly gid: number;
  readonly user: string;
  readonly group: string;
}

function unprivileged(directory: string): Pick<ServerPlace, "uid" | "gid" | "user" | "group"> {
  const [uid = NOBODY, gid = NOBODY] = [process.getuid?.(), process.getgid?.()];
  const own = { uid, gid, user: userInfo().username, group: execFileSync("id", ["-gn"], { encoding: "utf8" }).trim() };
  const who = uid === 0 ? { uid: NOBODY, gid: NOBODY, user: "nobody", group: "nogroup" } : own;
  for (const name of ["home", "spool"]) mkdirSync(join(directory, name));
  for (const path of [directory, join(directory, "home"), join(directory, "spool")]) chownSync(path, who.uid, who.gid);
  const people = [`Debian-exim:x:${who.uid}:${who.gid}::/:/bin/sh`, "root:x:0:0::/:/bin/sh"];
  write(join(directory, "passwd"), `${people.join("\n")}\n`);
  write(join(directory, "group"), `Debian-exim:x:${who.gid}:\nroot:x:0:\n`);
  return who;
}

function run(
  { libraries, uid, gid }: ServerPlace,
  file: string,
  args: string[],
  more: Record<string, string>,
): ChildProcess {
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: "test",
    PATH: process.env.PATH,
    ...more,
    LD_LIBRARY_PATH: [more.LD_LIBRARY_PATH, libraries].filter(Boolean).join(delimiter),
  };
  return spawn(file, args, { env, stdio: "ignore", ...(process.getuid?.() === 0 ? { uid, gid } : {}) });
}

function startDovecot(place: ServerPlace, port: number): { child: ChildProcess; modules: string } {
  const doveconf = unpackedProgram("doveconf", "dovecot-core", { places: [] });
  const modules = relocatedModules([
    join(dirname(doveconf), "../lib/dovecot"),
    ...unpackedLibraries(["dovecot-imapd"]),
  ]);
  const file = join(modules, "dove.cnf");
  write(file, dovecotConfiguration(place, modules, port));
  for (const name of ["bin/doveconf", "sbin/dovecot"])
    cpSync(join(dirname(doveconf), "..", name), join(modules, basename(name)));
  const args = ["-f", "service=master", "-c", file, "-m", "master", "-p", "-e", join(modules, "dovecot"), "-F"];
  return { child: run(place, join(modules, "doveconf"), args, { LD_LIBRARY_PATH: modules }), modules };
}

/**
 * Dovecot's programs look for each other under /usr/lib/dovecot, which is where an installed one has them. A copy is made
 * in a directory whose name is as long, and the name is written over in the copy.
 */
function relocatedModules(sources: readonly string[]): string {
  const modules = mkdtempSync("/tmp/dovec");
  for (const source of sources) cpSync(source, modules, { recursive: true, verbatimSymlinks: true });
  const names = [
    ["/usr/lib/dovecot", modules],
    ["/etc/dovecot/dovecot.conf", `${modules}/dove.cnf`],
  ].map((pair) => pair.map((name) => Buffer.from(name)));
  for (const entry of readdirSync(modules, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(modules, entry.name);
    const bytes = readFileSync(path);
    for (const [from = bytes, to = bytes] of names) {
      if (from.length !== to.length) throw new Error(`${to} is not as long as ${from}`);
      for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at)) to.copy(bytes, at);
    }
    writeFileSync(path, bytes);
  }
  chmodSync(modules, 0o755);
  return modules;
}

function dovecotConfiguration(of: ServerPlace, modules: string, port: number): string {
  return `base_dir = ${of.directory}/spool/run
state_dir = ${of.directory}/spool/state
log_path = ${of.directory}/spool/dovecot.log
libexec_dir = ${modules}
mail_plugin_dir = ${modules}/modules
import_environment = TZ LD_LIBRARY_PATH
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${of.user}
default_internal_group = ${of.group}
default_login_user = ${of.user}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${of.directory}/home/Maildir
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${of.uid} gid=${of.gid} home=${of.directory}/home
}
`;
}

function startExim(place: ServerPlace, of: { port: number; desk: string; relay?: number }): { child: ChildProcess } {
  const { directory } = place;
  const file = join(directory, "exim.conf");
  // The package's is setuid, which a copy is not: it runs as whoever starts it.
  const program = join(directory, "exim4");
  cpSync(unpackedProgram("exim4", "exim4-daemon-light"), program);
  chmodSync(program, 0o755);
  write(file, eximConfiguration(directory, program, of));
  // It looks up a user that its package would have made.
  const users = {
    LD_PRELOAD: join(place.libraries, "libnss_wrapper.so"),
    NSS_WRAPPER_PASSWD: join(directory, "passwd"),
    NSS_WRAPPER_GROUP: join(directory, "group"),
  };
  return { child: run(place, program, ["-C", file, "-bdf"], users) };
}

function eximConfiguration(
  directory: string,
  program: string,
  of: { port: number; desk: string; relay?: number },
): string {
  const [local, domain] = of.desk.split("@");
  return `exim_path = ${program}
spool_directory = ${directory}/spool
log_file_path = ${directory}/spool/%slog
primary_hostname = mx.example
exim_user = Debian-exim
exim_group = Debian-exim
never_users =
daemon_smtp_ports = ${of.port}
local_interfaces = 127.0.0.1
tls_advertise_hosts =
host_lookup =
rfc1413_hosts =
acl_smtp_rcpt = acl_rcpt
acl_smtp_data = acl_data
keep_environment = LD_PRELOAD : NSS_WRAPPER_PASSWD : NSS_WRAPPER_GROUP : LD_LIBRARY_PATH
begin acl
acl_rcpt:
  accept
acl_data:
  accept
begin routers
desk:
  driver = accept
  domains = ${domain}
  local_parts = ${local}
  local_part_suffix = +*
  local_part_suffix_optional
  transport = maildir
relay:
  driver = manualroute
  domains = relay.example
  route_list = * 127.0.0.1
  self = send
  transport = onwards
nobody_there:
  driver = redirect
  allow_fail
  data = :fail: no such user
begin transports
maildir:
  driver = appendfile
  directory = ${directory}/home/Maildir
  maildir_format
  delivery_date_add
  envelope_to_add
  return_path_add
onwards:
  driver = smtp
  port = ${of.relay ?? 25}
  allow_localhost
  hosts_try_auth =
begin retry
*  *  F,2h,15m
`;
}

/** Waits for the server's first line. */
async function greeting(port: number, directory: string): Promise<void> {
  const { connect } = await import("node:net");
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const isThere = await new Promise<boolean>((answered) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("data", () => answered(true));
      socket.once("error", () => answered(false));
      socket.once("close", () => answered(false));
      socket.setTimeout(2_000, () => socket.destroy());
    });
    if (isThere) return;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  const logs = ["dovecot.log", "mainlog", "paniclog"].map((name) => readOr(join(directory, "spool", name)));
  throw new Error(`A mail server did not answer on ${port}:\n${logs.join("\n")}`);
}

function readOr(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function write(path: string, text: string): void {
  writeFileSync(path, text);
  chmodSync(path, 0o644);
}
