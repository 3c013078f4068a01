import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { MAX_PENDING_PACKAGES, type PendingPackage, type PendingUpdates } from "#collector/protocol/push.ts";

import { aptUpdates } from "./apt.ts";
import { dnfUpdates } from "./dnf.ts";

const APT_LISTS = "/var/lib/apt/lists";
const DNF_CACHES = ["/var/cache/dnf", "/var/cache/yum", "/var/cache/libdnf5"];
const RUN_MS = 25_000;
const QUERY = "%{NAME}.%{ARCH} %{EPOCH}:%{VERSION}-%{RELEASE}\n";

/**
 * What the packages of this machine wait for, by the lists that it keeps: without root, and without the network. Undefined
 * where neither apt nor dnf or yum is there, and where they do not answer.
 */
export async function pendingUpdates(): Promise<PendingUpdates | undefined> {
  try {
    if (existsSync("/usr/bin/apt-get")) return await ofApt();
    const dnf = ["/usr/bin/dnf", "/usr/bin/yum"].find((path) => existsSync(path));
    return dnf === undefined ? undefined : await ofDnf(dnf);
  } catch (error) {
    console.error(`pending updates not read: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

async function ofApt(): Promise<PendingUpdates> {
  const listsAt = newestOf(filesIn(APT_LISTS).filter((path) => /Release$/.test(path)));
  const simulate = ["--simulate", "-o", "Debug::NoLocking=true", "dist-upgrade"];
  return told("apt", listsAt, listsAt === null ? [] : aptUpdates(await run("/usr/bin/apt-get", simulate)));
}

async function ofDnf(dnf: string): Promise<PendingUpdates> {
  const listsAt = newestOf(DNF_CACHES.flatMap(filesIn).filter((path) => path.endsWith("repomd.xml")));
  if (listsAt === null) return told("dnf", null, []);
  const checked = await run(dnf, ["--quiet", "--cacheonly", "check-update"]);
  const installed = await run("/usr/bin/rpm", ["-qa", "--queryformat", QUERY]);
  const advised = await run(dnf, ["--quiet", "--cacheonly", "updateinfo", "list", "--security"]);
  return told("dnf", listsAt, dnfUpdates(checked, installed, advised));
}

function told(
  manager: PendingUpdates["manager"],
  listsAt: number | null,
  packages: readonly PendingPackage[],
): PendingUpdates {
  const ordered = packages.toSorted((one, other) => Number(other.security) - Number(one.security));
  const { ID: id = "", VERSION_ID: version = "" } = osRelease(readFileSync("/etc/os-release", "utf8"));
  return {
    ...{ manager, os: { id, version }, listsAt, total: packages.length },
    packages: ordered.slice(0, MAX_PENDING_PACKAGES),
  };
}

/** `NAME="value"` by line. */
export function osRelease(text: string): Record<string, string> {
  const lines = text.matchAll(/^([A-Z_]+)=(?:"(.*)"|(.*))$/gm);
  return Object.fromEntries([...lines].map(([, name = "", quoted, plain]) => [name, quoted ?? plain ?? ""]));
}

/** Its output, in English. dnf ends with 100 where updates are pending. */
function run(program: string, args: readonly string[]): Promise<string> {
  const env = { ...process.env, PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C" };
  const options = { timeout: RUN_MS, killSignal: "SIGKILL", maxBuffer: 8_000_000, env } as const;
  return new Promise((resolve, reject) => {
    execFile(program, [...args], options, (error, output) => {
      if (error && error.code !== 100) reject(error);
      else resolve(output);
    });
  });
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function newestOf(paths: readonly string[]): number | null {
  return paths.length === 0 ? null : Math.round(Math.max(...paths.map((path) => statSync(path).mtimeMs)));
}
