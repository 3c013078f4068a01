import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** /usr/sbin is not in the PATH of Debian's ordinary users. */
const PLACES = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/sbin", "/usr/local/sbin"];

/** What a command needs of the machine before it can run: packages, MariaDB, for the tests Chromium and the real senders. Ends the process with one clear line. */
export function preflight({ browser = false, database = true, senders = false } = {}) {
  try {
    installPackages(ROOT);
    if (database) requireProgram("mariadbd", "mariadb-server-core", "MariaDB");
    if (browser) requireProgram("chromium", "chromium", "Chromium");
    if (!senders) return;
    for (const sender of SENDERS) unpackedProgram(sender.program, sender.debianPackage);
    for (const tool of BACKUP_TOOLS) requireProgram(tool.program, tool.debianPackage, tool.program);
    for (const tool of PDF_TOOLS) requireProgram(tool.program, tool.debianPackage, tool.program);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

export class Refused extends Error {}

/** What the tests of the open doors and of the desk's mail run. Their packages start services when installed: they are unpacked instead. */
export const SENDERS = [
  { program: "prometheus", debianPackage: "prometheus" },
  { program: "promtool", debianPackage: "prometheus" },
  { program: "prometheus-node-exporter", debianPackage: "prometheus-node-exporter" },
  { program: "exim4", debianPackage: "exim4-daemon-light" },
  { program: "doveconf", debianPackage: "dovecot-core" },
];
/** What the tests of backups run. Their packages start nothing. */
export const BACKUP_TOOLS = [
  { program: "restic", debianPackage: "restic" },
  { program: "borg", debianPackage: "borgbackup" },
  { program: "mariadb-dump", debianPackage: "mariadb-client" },
  { program: "mariadb-backup", debianPackage: "mariadb-backup" },
];
/** By what the tests read the PDF of a report. Their packages start nothing. */
export const PDF_TOOLS = [
  { program: "pdfinfo", debianPackage: "poppler-utils" },
  { program: "qpdf", debianPackage: "qpdf" },
];
const UNPACKED = join(ROOT, "node_modules/.cache/debian");

/** Path of a program; where it is not installed its Debian package is downloaded and unpacked, and nothing of it started. */
export function unpackedProgram(program, debianPackage, { places = PLACES, directory = UNPACKED } = {}) {
  const unpacked = join(directory, debianPackage);
  const found = [...places, join(unpacked, "usr/bin"), join(unpacked, "usr/sbin")].find(
    (place) => place !== "" && existsSync(join(place, program)),
  );
  if (found) return join(found, program);
  console.log(`Downloading ${debianPackage} (apt-get download, unpacked into ${unpacked}) …`);
  if (!download(debianPackage, directory, unpacked)) {
    throw new Refused(
      `${program} is not installed and could not be downloaded. With a network, run as root: apt-get update && apt-get install -y ${debianPackage}`,
    );
  }
  return unpackedProgram(program, debianPackage, { places, directory });
}

/** Directories of shared libraries, of packages that are downloaded and unpacked like programs. For LD_LIBRARY_PATH. */
export function unpackedLibraries(debianPackages, { directory = UNPACKED } = {}) {
  return debianPackages.flatMap((debianPackage) => {
    const unpacked = join(directory, debianPackage);
    const libraries = join(unpacked, "usr/lib");
    if (!existsSync(libraries) && !download(debianPackage, directory, unpacked)) {
      throw new Refused(`${debianPackage} could not be downloaded. As root: apt-get install -y ${debianPackage}`);
    }
    return readdirSync(libraries).map((name) => join(libraries, name));
  });
}

/** As root the list of packages is brought up to date when the download fails; without root it is as it is. */
function download(debianPackage, directory, unpacked) {
  const run = (command, args) => spawnSync(command, args, { cwd: directory, stdio: "ignore" }).status === 0;
  mkdirSync(directory, { recursive: true });
  const isThere =
    run("apt-get", ["download", "-qq", debianPackage]) ||
    (process.getuid?.() === 0 &&
      run("apt-get", ["update", "-qq"]) &&
      run("apt-get", ["download", "-qq", debianPackage]));
  const archive = readdirSync(directory).find((file) => file.startsWith(`${debianPackage}_`));
  const isUnpacked = isThere && archive !== undefined && run("dpkg-deb", ["-x", archive, unpacked]);
  if (archive !== undefined) rmSync(join(directory, archive));
  return isUnpacked;
}

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
