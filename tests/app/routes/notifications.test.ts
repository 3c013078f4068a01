import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { closeLiveFeed } from "#app/http/feed.server.ts";
import { openStreams } from "#app/http/live-stream.server.ts";
import { memberships } from "#db/schema/identity.ts";
import { noticePage } from "#domain/notifications/inbox.server.ts";
import { notify } from "#domain/notifications/notify.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { popgom } from "#tests/support/world.ts";

let extranet: TestExtranet;

beforeAll(async () => {
  extranet = await startExtranet();
});
afterAll(async () => {
  closeLiveFeed();
  await extranet.close();
});

test("a notice is heard live by whom it is for, read by them only, and gone with their role (L5)", () =>
  withDatabase(async (db) => {
    const { project, viewer, approver } = await popgom(db);
    const as = await extranet.signedInAs(viewer.id);
    const other = await extranet.signedInAs(approver.id);
    const [own, others] = [await listening(as), await listening(other)];
    await own.heard('{"unread":0}');
    await others.heard('{"unread":0}');

    const told = { projectId: project.id, path: "/projects/popgom/tickets/12#entry-1", kind: "ticket.replied" };
    const data = { number: 12, name: "<img src=x onerror=alert(1)>", actorName: "Camille\u202e Roche" };
    await notify(db, { ...told, userIds: [viewer.id], onceKey: "a", data });
    await notify(db, { ...told, userIds: [viewer.id], onceKey: "b", kind: "moon.landed", data });
    await own.heard('{"unread":2}');

    const page = await (await extranet.ask("/notifications", { as })).text();
    expect(page).toContain("Camille  Roche a répondu au ticket n°\u00a012");
    expect(page).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(page).not.toContain("<img src=x");
    expect(page).toContain("Du nouveau pour vous");
    expect(await (await extranet.ask("/notifications", { as: other })).text()).toContain("Rien à lire.");

    const reader = { userId: viewer.id, projectIds: [project.id], staffProjectIds: [] };
    const [{ id = 0 } = {}] = await noticePage(db, reader, { limit: 1 });
    const read = (cookie: string) =>
      extranet.ask("/notifications", { as: cookie, form: { intent: "read", id: String(id) } });
    expect((await read(other)).status).toBe(302);
    expect((await noticePage(db, reader, { limit: 1 }))[0]?.readAt).toBeNull();
    await read(as);
    await own.heard('{"unread":1}');
    expect(others.text()).not.toMatch(/"unread":[^0]/);

    await db.delete(memberships);
    expect(await (await extranet.ask("/notifications", { as })).text()).toContain("Rien à lire.");
    await Promise.all([own.stop(), others.stop()]);
    await vi.waitFor(() => expect(openStreams()).toBe(0));
  }));

/** A stream of one's notices, and what it has said so far. */
async function listening(as: string) {
  const stream = await extranet.ask("/live?machine=-", { as });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const reading = (async () => {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) text += next.value;
  })();
  return {
    text: () => text,
    heard: (data: string) =>
      vi.waitFor(() => expect(text).toContain(`event: notification\ndata: ${data}`), { timeout: 20_000 }),
    async stop() {
      await reader?.cancel();
      await reading;
    },
  };
}
