import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, lstatSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** /usr/sbin is not in the PATH of Debian's ordinary users. */
const PLACES = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/sbin", "/usr/local/sbin"];

/** What a command needs of the machine before it can run: packages, MariaDB, for the tests Chromium. Ends the process with one clear line. */
export function preflight({ browser = false, database = true } = {}) {
  try {
    installPackages(ROOT);
    if (database) requireProgram("mariadbd", "mariadb-server-core", "MariaDB");
    if (browser) requireProgram("chromium", "chromium", "Chromium");
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

export class Refused extends Error {}

/** `npm ci`, unless every package of the lock is there at its version. */
export function installPackages(root) {
  if (packagesAreThere(root)) return;
  if (lstatSync(join(root, "node_modules"), { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new Refused("node_modules is a link and lacks packages of the lock file: run npm ci where it points.");
  }
  console.log("Installing packages (npm ci) …");
  const ran = spawnSync("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"], { cwd: root, stdio: "inherit" });
  if (ran.status !== 0) throw new Refused("npm ci failed: packages could not be installed (see above).");
}

/** npm leaves beside the packages a list of what it installed. Optional packages of other platforms are not in it. */
export function packagesAreThere(root) {
  const lock = packagesOf(join(root, "package-lock.json"));
  const installed = packagesOf(join(root, "node_modules/.package-lock.json"));
  if (!lock || !installed) return false;
  return Object.entries(lock).every(
    ([path, entry]) => path === "" || entry.optional || entry.peer || installed[path]?.version === entry.version,
  );
}

function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : undefined;
}

/** Finds a program, or installs its Debian package as root, or says which command does. */
export function requireProgram(program, debianPackage, name) {
  if (findProgram(program)) return;
  const command = `apt-get install -y --no-install-recommends ${debianPackage}`;
  const mayInstall = process.getuid?.() === 0 && findProgram("apt-get");
  if (!mayInstall) throw new Refused(`${name} is not installed. Run as root: ${command}`);
  console.log(`Installing ${name} (${command}) …`);
  try {
    const options = {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    };
    execFileSync("apt-get", ["update", "-qq"], options);
    execFileSync("apt-get", command.split(" ").slice(1), options);
  } catch {
    throw new Refused(`${name} could not be installed. Run by hand as root: apt-get update && ${command}`);
  }
  if (!findProgram(program))
    throw new Refused(`${name} was installed, but ${program} is not found in ${PLACES.join(":")}`);
}

function findProgram(program) {
  return PLACES.some((place) => place !== "" && existsSync(join(place, program)));
}
