import { afterAll, beforeAll, expect, test } from "vitest";

import { closeLiveFeed } from "#app/http/feed.server.ts";
import { inboundMails } from "#db/schema/mail.ts";
import { addMessage } from "#domain/tickets/commands.server.ts";
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

const NOW = new Date("2026-11-24T14:32:00Z");
const TEXT = "Merci.\n\nLe 24/11/2026 à 14:32, Support a écrit :\n> La voici, en entier.";
const MAIL = {
  receivedAt: NOW,
  via: "smtp",
  verdict: "joined",
  fromAddress: "a@popgom.test",
  fromName: "",
  toAddress: "",
  subject: "Facture",
  text: TEXT,
  sizeBytes: 1,
  html: '<p>Merci.</p><script>zanzibar()</script><img src="https://ailleurs.example/1.png">',
} as const;

test("a page shows what a mail quoted and how it came, its pictures when asked for, to whoever reads its entry", () =>
  withDatabase(async (db) => {
    const { project, ticket, viewer, otherViewer, pm, support } = await popgom(db, NOW);
    const author = { side: "staff", id: pm.id, name: pm.name } as const;
    const entries: number[] = [];
    for (const isPublic of [true, false]) {
      const [{ insertId: inboundMailId }] = await db
        .insert(inboundMails)
        .values({ ...MAIL, refusedFiles: [], onceKey: `${isPublic}` });
      const said = await addMessage(db, project.id, ticket, author, { text: "Merci.", isPublic, inboundMailId }, NOW);
      if ("refused" in said) throw new Error(said.refused);
      entries.push(said.entryId);
    }
    const page = `/projects/popgom/tickets/${ticket}`;
    const ask = async (path: string, { id }: { readonly id: string }) =>
      extranet.ask(path, { as: await extranet.signedInAs(id) });

    const read = await (await ask(page, viewer)).text();
    expect(read).toContain("La voici, en entier.");
    expect(read).toContain(`href="${page}/mails/${entries[0]}"`);
    expect(read).not.toContain(`mails/${entries[1]}"`);

    const [open = "", note = ""] = entries.map((id) => `${page}/mails/${id}`);
    const statuses = [viewer, otherViewer, pm, support].map(async (user) => [
      (await ask(open, user)).status,
      (await ask(note, user)).status,
    ]);
    expect(await Promise.all(statuses)).toEqual([
      [200, 404],
      [404, 404],
      [200, 200],
      [200, 200],
    ]);

    const [plain, pictured] = [await ask(open, viewer), await ask(`${open}?images=1`, viewer)];
    const policies = [plain, pictured].map(({ headers }) => headers.get("content-security-policy"));
    expect(policies.map((policy) => policy?.includes("img-src 'self' data: https:"))).toEqual([false, true]);
    const [words, pictures] = [await plain.text(), await pictured.text()];
    expect(words).toContain('sandbox=""');
    expect(words).not.toContain("ailleurs.example");
    expect(pictures).toContain("https://ailleurs.example/1.png");
    expect(words + pictures).not.toContain("zanzibar");
  }));
