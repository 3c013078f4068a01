import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { attachments } from "#db/schema/attachments.ts";
import { claimFiles } from "#domain/attachments/claims.server.ts";
import { incomingDirectory, pathOf } from "#domain/attachments/directory.server.ts";
import { FILES_AN_HOUR } from "#domain/attachments/limits.ts";
import { keepFile } from "#domain/attachments/store.server.ts";
import { sweepFiles } from "#domain/attachments/sweep.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { gifOf, jpegOf, pngOf, webpOf } from "#tests/support/pictures.ts";
import { popgom } from "#tests/support/world.ts";
import { zipOf } from "#tests/support/zip.ts";

const NOW = new Date();
const DAY_MS = 24 * 3_600_000;
const LOG = "12:00:01 \u001b[31merreur\u001b[0m le paiement échoue\n".repeat(200);

let data: string;

beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), "files-"));
  process.env.TIMONERIE_DATA = data;
});
afterAll(() => {
  delete process.env.TIMONERIE_DATA;
  rmSync(data, { recursive: true, force: true });
});

test("what a file is stands in its bytes, whatever it is called", () =>
  withDatabase(async (db) => {
    const docx = zipOf([
      { name: "[Content_Types].xml", data: "<a/>" },
      { name: "word/document.xml", data: LOG },
    ]);
    const cases: [name: string, bytes: Buffer, mediaType: string][] = [
      ["capture.txt", pngOf(1_920, 1_080), "image/png"],
      ["photo.pdf", jpegOf(4_000, 3_000), "image/jpeg"],
      ["a.gif", gifOf([10, 10]), "image/gif"],
      ["b.webp", webpOf(4_000, 3_000), "image/webp"],
      // It begins as a picture and tells no size.
      ["c.jpg", Buffer.from("ffd8ffe00000", "hex"), "application/octet-stream"],
      ["catalina.png", Buffer.from(LOG), "text/plain"],
      ["page.html", Buffer.from("<script>alert(1)</script>"), "text/plain"],
      ["dessin.svg", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), "text/plain"],
      ["latin.csv", Buffer.from("prénom;âge\n", "latin1"), "text/plain"],
      ["checkout.js", Buffer.from("MZ = 1;"), "text/plain"],
      ["devis.exe.pdf", Buffer.from("%PDF-1.7\n\u0000\u0001"), "application/pdf"],
      [
        "logs.zip",
        zipOf([
          { name: "a/b.log", data: LOG },
          { name: "devis.docx", data: docx },
        ]),
        "application/zip",
      ],
      ["devis.docx", docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    ];
    for (const [name, bytes, mediaType] of cases) {
      const kept = await keepFile(db, { projectId: null, uploaderId: null, name, bytes }, NOW);
      expect({ name, ...kept }).toMatchObject({ mediaType, sizeBytes: bytes.length });
    }
    expect(readdirSync(incomingDirectory())).toEqual([]);
  }));

test("a file lies under its hash, readable by its owner only, once for the same bytes", () =>
  withDatabase(async (db) => {
    const sent = { projectId: null, uploaderId: null, name: "../../a.log", bytes: Buffer.from(LOG) };
    const kept = [await keepFile(db, sent, NOW), await keepFile(db, sent, NOW)];
    const [first, second] = await db.select().from(attachments);

    expect(kept.map((one) => "publicId" in one && one.publicId)).toEqual([first?.publicId, second?.publicId]);
    expect(first?.publicId).toMatch(/^[0-9a-f]{32}$/);
    expect(first?.publicId).not.toBe(second?.publicId);
    expect([first?.name, first?.sha256]).toEqual(["a.log", second?.sha256]);
    const path = pathOf(first?.sha256 ?? "");
    expect(readFileSync(path, "utf8")).toBe(LOG);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  }));

test("only what its sender sent in for this project, and what is free, can be given to something, all or none", () =>
  withDatabase(async (db) => {
    const { project, other, viewer, approver } = await popgom(db, NOW);
    const [a, b] = [await sent(db, project.id, viewer.id), await sent(db, project.id, viewer.id)];
    const claim = (ids: string[], projectId = project.id, userId = viewer.id) =>
      claimFiles(db, projectId, userId, ids, { ticketEntryId: 7 });
    const refused = { refused: "fileNotFound" };

    expect(await claim([a, "0".repeat(32)])).toEqual(refused);
    expect(await claim([a], other.project.id)).toEqual(refused);
    expect(await claim([a], project.id, approver.id)).toEqual(refused);
    expect(await claim(Array.from({ length: 11 }, (_one, index) => String(index)))).toEqual({
      refused: "tooManyFiles",
    });
    expect(await claim([a, a, b])).toMatchObject({ names: ["a.log", "a.log"] });
    expect(await claim([a])).toEqual(refused);
    expect(await claim([])).toEqual({ ids: [], names: [] });
  }));

test("a user sends in so many an hour", () =>
  withDatabase(async (db) => {
    const { project, viewer, approver } = await popgom(db, NOW);
    const row = { projectId: project.id, uploaderId: viewer.id, name: "a", mediaType: "text/plain", sizeBytes: 1 };
    const rows = Array.from({ length: FILES_AN_HOUR }, (_one, index) => ({
      ...row,
      publicId: String(index),
      sha256: "0",
      createdAt: NOW,
    }));
    await db.insert(attachments).values(rows);
    const send = (uploaderId: string, now: Date) =>
      keepFile(db, { projectId: project.id, uploaderId, name: "a.log", bytes: Buffer.from(LOG) }, now);

    expect(await send(viewer.id, NOW)).toEqual({ refused: "tooManyThisHour" });
    expect(await send(approver.id, NOW)).toHaveProperty("publicId");
    expect(await send(viewer.id, new Date(NOW.getTime() + 3_600_001))).toHaveProperty("publicId");
  }));

test("what nobody claimed in a day is swept, bytes that no row names too; what is claimed or young stays", () =>
  withDatabase(async (db) => {
    const { project, viewer } = await popgom(db, NOW);
    const [claimed, left] = [await sent(db, project.id, viewer.id, "1"), await sent(db, project.id, viewer.id, "2")];
    await claimFiles(db, project.id, viewer.id, [claimed], { ticketEntryId: 7 });
    const [claimedPath, leftPath] = [await path(db, claimed), await path(db, left)];

    await sweepFiles(db, NOW);
    expect([existsSync(claimedPath), existsSync(leftPath)]).toEqual([true, true]);
    for (const one of [claimedPath, leftPath]) utimesSync(one, NOW, NOW);
    expect(await sweepFiles(db, new Date(NOW.getTime() + DAY_MS + 1_000))).toMatchObject({ rows: 1 });
    expect([existsSync(claimedPath), existsSync(leftPath)]).toEqual([true, false]);
  }));

test("a sender who breaks off leaves nothing behind", () =>
  withDatabase(async (db) => {
    const broken = (async function* () {
      yield Buffer.from(LOG);
      throw new Error("gone");
    })();
    const sent = { projectId: null, uploaderId: null, name: "a.log", bytes: broken };

    await expect(keepFile(db, sent, NOW)).rejects.toThrow("gone");
    expect(await db.select().from(attachments)).toEqual([]);
    expect(readdirSync(incomingDirectory())).toEqual([]);
  }));

async function sent(db: Database, projectId: number, uploaderId: string, text = LOG): Promise<string> {
  const kept = await keepFile(db, { projectId, uploaderId, name: "a.log", bytes: Buffer.from(text) }, NOW);
  if ("refused" in kept) throw new Error(kept.refused);
  return kept.publicId;
}

async function path(db: Database, publicId: string): Promise<string> {
  const [row] = await db.select().from(attachments).where(eq(attachments.publicId, publicId));
  return pathOf(row?.sha256 ?? "");
}
