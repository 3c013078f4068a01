import { afterAll, beforeAll, expect, test } from "vitest";

import { contacts } from "#db/schema/projects.ts";
import { receiveMail } from "#domain/mail/receive.server.ts";
import { deliverMails } from "#domain/notifications/deliver.server.ts";
import { ownDatabase, type TestDatabase, withDatabase } from "#tests/support/database.ts";
import { letter, openDesk } from "#tests/support/desk-mail.ts";
import { type Mailbox, openMailbox } from "#tests/support/mailbox.ts";
import { popgom } from "#tests/support/world.ts";

type Own = TestDatabase & { drop(): Promise<void> };
interface Installation {
  readonly desk: string;
  readonly database: TestDatabase;
}

/** What may be lost on the way between two installations. */
const MARKS = /^(?:Auto-Submitted|X-Timonerie-Desk|In-Reply-To|References):.*(?:\r\n[ \t].*)*\r\n/gim;

let wire: Mailbox;
let other: Own;
let installations: readonly [Installation, Installation];
beforeAll(async () => {
  wire = await openMailbox();
  other = await ownDatabase();
});
afterAll(async () => {
  await other.drop();
  await wire.close();
});

/** In each the other's desk is a contact: whatever it writes opens a ticket, and is told that it came. */
async function acquaint(): Promise<void> {
  for (const [n, { database }] of installations.entries()) {
    const world = await popgom(database.db);
    await database.db
      .insert(contacts)
      .values({ clientId: world.client.id, name: "Autre", email: installations[1 - n]?.desk });
  }
}

/** Carries mails to and fro until nobody says anything more; how many there were. */
async function mailsUntilSilence(first: Buffer, carry: (source: string) => string): Promise<number> {
  const [one] = installations;
  let bag = [{ to: one.desk, source: first.toString("utf8"), from: undefined as string | undefined }];
  let mails = 0;
  while (bag.length > 0 && mails < 20) {
    const arriving = bag;
    bag = [];
    for (const { to, source, from } of arriving) {
      mails += 1;
      const at = installations.find(({ desk }) => to.endsWith(desk.split("@")[1] ?? ""));
      if (!at) continue;
      const closeDesk = openDesk(at.desk);
      try {
        const envelope = from === undefined ? undefined : { from, to: [to] };
        await receiveMail(at.database.db, { source: Buffer.from(carry(source)), via: "smtp", envelope });
        wire.mails.length = 0;
        await deliverMails(at.database.db, { smtpUrl: wire.url });
        const back = wire.mails.filter((mail) => mail.to.some((address) => address.startsWith("desk@")));
        bag.push(...back.map((mail) => ({ to: mail.to[0] ?? "", source: mail.source, from: at.desk })));
      } finally {
        closeDesk();
      }
    }
  }
  return mails;
}

test("two installations that answer by themselves are silent after three mails, marks or no marks", () =>
  withDatabase(async (_db, database) => {
    installations = [
      { desk: "desk@one.example", database },
      { desk: "desk@two.example", database: other },
    ];
    await acquaint();
    const first = (n: number) => letter({ from: "desk@two.example", to: "desk@one.example", subject: `Bonjour ${n}` });

    expect(await mailsUntilSilence(first(1), (source) => source)).toBe(2);
    // A gateway between the two takes every mark away: what is left is that nobody is answered twice in ten minutes.
    await database.pool.query("delete from outbox_mails");
    expect(await mailsUntilSilence(first(2), (source) => source.replace(MARKS, ""))).toBe(3);
  }));
