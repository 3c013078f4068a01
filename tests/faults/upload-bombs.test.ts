import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { FileRefusal } from "#domain/attachments/limits.ts";
import { ownDatabase } from "#tests/support/database.ts";
import { gifOf, jpegOf, pngOf, webpOf } from "#tests/support/pictures.ts";
import { deflatedZeros, type ZipEntry, zerosBytes, zipOf } from "#tests/support/zip.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MEGABYTE = 1_048_576;
const REFUSED_WITHIN_MS = 2_000;
const MEMORY_GROWS_BY = 64 * MEGABYTE;

const zeros = (times: number, declaredBytes = zerosBytes(times)): ZipEntry => ({
  name: "zeros.bin",
  deflated: deflatedZeros(times),
  declaredBytes,
});
const small = (name: string): ZipEntry => ({ name, data: "x" });
const gzipMember = gzipSync(Buffer.alloc(16 * MEGABYTE));
const around = (inner: Buffer): Buffer => zipOf([{ name: "inner.zip", data: inner }]);
const program = (start: string) => Buffer.concat([Buffer.from(start, "hex"), Buffer.alloc(1_000)]);

/** Each with the reason for which it is refused. */
const BOMBS: readonly (readonly [name: string, bytes: () => Buffer, reason: FileRefusal])[] = [
  ["1.6 GB in a zip.zip", () => zipOf([zeros(100)]), "archiveTooLarge"],
  ["1.6 GB that says 1,000 bytes.zip", () => zipOf([zeros(100, 1_000)]), "archiveTooLarge"],
  ["900 names for the same 16 MB.zip", overlapping, "archiveTooLarge"],
  ["100,000 entries.zip", () => zipOf(Array(100_000).fill(small("a")), { declaredEntries: 65_535 }), "archiveEntries"],
  ["1,001 entries.zip", () => zipOf(Array(1_001).fill(small("a"))), "archiveEntries"],
  ["a bomb in a zip.zip", () => around(zipOf([zeros(40)])), "archiveTooLarge"],
  ["zips in zips in zips.zip", () => around(around(around(zipOf([small("a")])))), "archiveNested"],
  ["a link.zip", () => zipOf([{ name: "a", data: "/etc/passwd", mode: 0o120777 }]), "archiveEscapes"],
  ["a way up.zip", () => zipOf([small("../../etc/passwd")]), "archiveEscapes"],
  ["a way up of Windows.zip", () => zipOf([small("..\\..\\a")]), "archiveEscapes"],
  ["an absolute path.zip", () => zipOf([small("/etc/passwd")]), "archiveEscapes"],
  ["cut off.zip", () => zipOf([zeros(1)]).subarray(0, 9_000), "archiveBroken"],
  ["1.6 GB in gzip.gz", () => Buffer.concat(Array<Buffer>(100).fill(gzipMember)), "archiveTooLarge"],
  ["50,000 by 50,000.png", () => pngOf(50_000, 50_000), "pictureTooLarge"],
  ["65,000 by 65,000.jpg", () => jpegOf(65_000, 65_000), "pictureTooLarge"],
  ["a frame larger than its screen.gif", () => gifOf([1, 1], [65_000, 65_000]), "pictureTooLarge"],
  ["16,000 by 16,000.webp", () => webpOf(16_000, 16_000), "pictureTooLarge"],
  ["26 MB.log", () => Buffer.alloc(26 * MEGABYTE, 97), "tooLarge"],
  ["nothing.txt", () => Buffer.alloc(0), "empty"],
  ["a program of Windows.pdf", () => program("4d5a90000300000004000000ffff0000"), "program"],
  ["a program of Linux.txt", () => program("7f454c46020101000000000000000000"), "program"],
  ["a picture that is run.png.scr", () => pngOf(10, 10), "program"],
];

let directory: string;
let script: string;
let database: Awaited<ReturnType<typeof ownDatabase>>;

beforeAll(async () => {
  database = await ownDatabase();
  directory = mkdtempSync(join(tmpdir(), "bombs-"));
  mkdirSync(join(directory, "sent"));
  const put = (index: number, name: string, bytes: Buffer) =>
    writeFileSync(join(directory, "sent", `${String(index).padStart(3, "0")}-${name}`), bytes);
  // What any file of the longest length needs, zips among them: those are let in.
  put(0, "longest.zip", zipOf([{ name: "a.bin", data: randomBytes(24 * MEGABYTE) }]));
  for (const [index, [name, bytes]] of BOMBS.entries()) put(index + 1, name, bytes());
  // Beside node_modules, where its packages are found.
  script = join(ROOT, "build", `upload-${process.pid}.js`);
  await build({
    absWorkingDir: ROOT,
    entryPoints: ["tests/faults/upload-program.ts"],
    outfile: script,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
  });
});
afterAll(async () => {
  await database.drop();
  rmSync(directory, { recursive: true, force: true });
  rmSync(script, { force: true });
});

interface Told {
  readonly name: string;
  readonly answer: string;
  readonly ms: number;
  readonly grownBytes: number;
}

/** What was not refused for its reason, or too late, or at too high a price. */
async function breaches(fault = ""): Promise<string[]> {
  const data = join(directory, `data${fault}`);
  const args = [script, database.url, join(directory, "sent"), fault];
  const env = { ...process.env, TIMONERIE_DATA: data };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  const told = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Told);
  expect(told).toHaveLength(fault ? 1 : BOMBS.length);
  expect(readdirSync(join(data, "files", "incoming"))).toEqual([]);
  return told.flatMap(({ name, answer, ms, grownBytes }, index) => {
    const what = `${name}: ${answer} after ${ms.toFixed(0)} ms, ${(grownBytes / MEGABYTE).toFixed(0)} MB more`;
    const isRight = answer === BOMBS[index]?.[2] && ms < REFUSED_WITHIN_MS && grownBytes < MEMORY_GROWS_BY;
    return isRight ? [] : [what];
  });
}

test("no file becomes more than it may: refused with its reason in 2 s, and within 64 MB (L7)", async () => {
  expect(await breaches()).toEqual([]);
}, 180_000);

test("a planted store that unpacks first and looks then is found", async () => {
  expect(await breaches("late")).toEqual([expect.stringMatching(/^001-1\.6 GB in a zip/)]);
}, 180_000);

/** One entry of 16 MB, under 900 names. */
function overlapping(): Buffer {
  const [first, ...others] = Array.from({ length: 900 }, (_one, index) => ({ ...zeros(1), name: `${index}` }));
  if (!first) return Buffer.alloc(0);
  return zipOf([first, ...others.map((entry) => ({ ...entry, sharesFirst: true }))]);
}
