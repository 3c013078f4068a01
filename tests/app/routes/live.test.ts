import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import type { RowDataPacket } from "mysql2/promise";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { closeLiveFeed } from "#app/http/feed.server.ts";
import { openStreams } from "#app/http/live-stream.server.ts";
import type { FeedLine } from "#collector/protocol/feed.ts";
import { memberships } from "#db/schema/identity.ts";
import { projects } from "#db/schema/projects.ts";
import { SYSTEM } from "#domain/audit/record.server.ts";
import { revokeMembership } from "#domain/identity/commands.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { popgom } from "#tests/support/world.ts";

let extranet: TestExtranet;
let collector: Server;
let feeds = 0;
let sourceId = 0;

/** What the collector says at the start of its feed: one source, heard just now. */
function feedLines(): FeedLine[] {
  const now = Date.now();
  return [
    { type: "hello", epoch: "e", startedAt: now },
    { type: "source", sourceId, at: now, receivedAt: now, intervalSeconds: 10, values: { cpu_used_ratio: 0.42 } },
    { type: "ready", sequence: 0 },
  ];
}

beforeAll(async () => {
  collector = createServer((_request, response) => {
    feeds += 1;
    for (const line of feedLines()) response.write(`${JSON.stringify(line)}\n`);
  });
  await new Promise<void>((listening) => collector.listen(0, "127.0.0.1", listening));
  process.env.TIMONERIE_COLLECTOR_URL = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  extranet = await startExtranet();
  writeFileSync(join(process.env.TIMONERIE_DATA ?? "", "internal.secret"), "s3cret");
});
afterAll(async () => {
  closeLiveFeed();
  await extranet.close();
  collector.closeAllConnections();
  collector.close();
});

test("after 100 requests and one stream there is one feed, and one pool of connections", () =>
  withDatabase(async (db, handle) => {
    const { web1, viewer } = await popgom(db);
    sourceId = web1.sourceId;
    const as = await extranet.signedInAs(viewer.id);
    const stream = await extranet.ask("/projects/popgom/live", { as });
    const pages = Array.from({ length: 100 }, (_, nth) =>
      extranet.ask(nth % 2 ? "/projects/popgom" : "/projects/popgom/machines", { as }),
    );
    const answers = await Promise.all(pages);

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(feeds).toBe(1);
    const [rows] = await handle.pool.query<RowDataPacket[]>(
      "select count(*) as open from information_schema.processlist where db = database()",
    );
    // A pool opens ten at most; the other ten may be the test's own.
    expect(Number(rows[0]?.open)).toBeLessThanOrEqual(20);
    await stream.body?.cancel();
    await vi.waitFor(() => expect(openStreams()).toBe(0));
  }));

test("no stream is left open by readers who are gone before it begins", () =>
  withDatabase(async (db) => {
    const { web1, viewer } = await popgom(db);
    sourceId = web1.sourceId;
    const as = await extranet.signedInAs(viewer.id);
    const { port, host } = new URL(extranet.url);
    for (let nth = 0; nth < 60; nth += 1) {
      const socket = connect(Number(port), "localhost");
      const head = ["GET /projects/popgom/live HTTP/1.1", `Host: ${host}`, `Cookie: ${as}`, "", ""].join("\r\n");
      await new Promise<void>((sent) => socket.write(head, () => sent()));
      // Gone after none, one, two or three turns of the loop: while files are looked for, or rights, or machines.
      for (let turn = nth % 4; turn > 0; turn -= 1) await new Promise(setImmediate);
      socket.destroy();
    }
    const stream = await extranet.ask("/projects/popgom/live", { as });
    expect(stream.status).toBe(200);
    await stream.body?.cancel();
    await vi.waitFor(() => expect(openStreams()).toBe(0));
  }));

test("a stream tells the machines of its project by their names", () =>
  withDatabase(async (db) => {
    const { web1, viewer } = await popgom(db);
    sourceId = web1.sourceId;
    closeLiveFeed();
    const as = await extranet.signedInAs(viewer.id);
    const stream = await extranet.ask("/projects/popgom/live?machine=web-1", { as });

    expect(stream.headers.get("content-type")).toContain("text/event-stream");
    const text = await textUntil(stream, '"cpu_used_ratio":0.42');
    expect(text).toContain('event: sample\ndata: {"project":"popgom","machine":"web-1"');
    await stream.body?.cancel();
  }));

test("a role that is taken away ends the stream within 5 seconds, and its address is gone", () =>
  withDatabase(async (db) => {
    const { viewer } = await popgom(db);
    const as = await extranet.signedInAs(viewer.id);
    const stream = await extranet.ask("/projects/popgom/live", { as });
    const [membership] = await db.select().from(memberships).where(eq(memberships.userId, viewer.id));

    const revoked = Date.now();
    await revokeMembership(db, SYSTEM, null, membership?.id ?? 0);
    await textUntil(stream, "\u0000").catch(() => undefined);

    expect(Date.now() - revoked).toBeLessThan(5_000);
    expect((await extranet.ask("/projects/popgom/live", { as })).status).toBe(404);
  }));

test("a project that is retired ends its streams at the next check of rights", () =>
  withDatabase(async (db) => {
    const { viewer, project } = await popgom(db);
    const as = await extranet.signedInAs(viewer.id);
    const stream = await extranet.ask("/projects/popgom/live", { as });

    await db.update(projects).set({ retiredAt: new Date() }).where(eq(projects.id, project.id));
    const ended = textUntil(stream, "\u0000").then(() => "ended");
    const late = new Promise((resolve) => setTimeout(resolve, 8_000, "still open"));

    expect(await Promise.race([ended, late])).toBe("ended");
  }));

/** What the stream says until it has said this, or has ended. */
async function textUntil(stream: Response, wanted: string): Promise<string> {
  const decoder = new TextDecoder();
  const reader = stream.body?.getReader();
  let text = "";
  for (;;) {
    const read = await reader?.read();
    if (!read || read.done) return text;
    text += decoder.decode(read.value, { stream: true });
    if (text.includes(wanted)) {
      reader?.releaseLock();
      return text;
    }
  }
}
