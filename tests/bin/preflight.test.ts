import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { installPackages, packagesAreThere, requireProgram, unpackedProgram } from "../../bin/preflight.mjs";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "timonerie-preflight-"));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

function writePackages(locked: object, installed?: object): void {
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: { "": {}, ...locked } }));
  if (!installed) return;
  mkdirSync(join(root, "node_modules"));
  writeFileSync(join(root, "node_modules/.package-lock.json"), JSON.stringify({ packages: installed }));
}

const ZOD_4 = { "node_modules/zod": { version: "4.0.0" } };
const ZOD_3 = { "node_modules/zod": { version: "3.0.0" } };
const FOREIGN_PLATFORM = { "node_modules/rollup-darwin": { version: "4.0.0", optional: true } };

test.each([
  ["are there when each is at its version", ZOD_4, ZOD_4, true],
  ["are there without those of other platforms", { ...ZOD_4, ...FOREIGN_PLATFORM }, ZOD_4, true],
  ["are missing in a fresh clone", ZOD_4, undefined, false],
  ["are missing when the lock file changed", ZOD_4, ZOD_3, false],
  ["are missing when one was added", { ...ZOD_4, "node_modules/x": { version: "1.0.0" } }, ZOD_4, false],
])("packages %s", (_sentence, locked, installed, expected) => {
  writePackages(locked, installed);

  expect(packagesAreThere(root)).toBe(expected);
});

test("a linked node_modules is never wiped by an installation", () => {
  writePackages(ZOD_4);
  symlinkSync(tmpdir(), join(root, "node_modules"));

  expect(() => installPackages(root)).toThrow("node_modules is a link");
});

test("without the right to install, a missing program is one line with the command that installs it", () => {
  vi.spyOn(process, "getuid").mockReturnValue(1000);

  expect(() => requireProgram("no-such-program", "mariadb-server-core", "MariaDB")).toThrow(
    /^MariaDB is not installed\. Run as root: apt-get install -y --no-install-recommends mariadb-server-core$/,
  );
});

test("a sender that is installed is used as it is", () => {
  writeFileSync(join(root, "prometheus"), "");

  expect(unpackedProgram("prometheus", "prometheus", { places: ["", root], directory: root })).toBe(
    join(root, "prometheus"),
  );
});

test("a sender that cannot be downloaded is one line with the command that installs it", () => {
  expect(() => unpackedProgram("no-such", "no-such-package", { places: [], directory: root })).toThrow(
    /^no-such is not installed and could not be downloaded\. With a network, run as root: apt-get update && apt-get install/,
  );
});

test("an old Node is refused in one line, before anything is loaded that it does not know", () => {
  const older = `data:text/javascript,Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.4" } })`;
  const start = fileURLToPath(new URL("../../bin/start.mjs", import.meta.url));

  const ran = spawnSync(process.execPath, ["--import", older, start], { encoding: "utf8" });

  expect(ran.status).toBe(1);
  expect(ran.stderr).toBe("Node 20.19 or newer is needed; this is Node 18.20.4. See https://nodejs.org.\n");
  expect(ran.stdout).toBe("");
});
