import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { listenForMail, type MailListener } from "#collector/mail/listener.ts";
import { oneAtATime, type TakeMail } from "#collector/mail/one-at-a-time.ts";
import { openDatabase } from "#db/client.server.ts";
import { inboundMails } from "#db/schema/mail.ts";
import { withDatabase } from "#tests/support/database.ts";
import { DESK, letter, openDesk } from "#tests/support/desk-mail.ts";

let closeDesk: () => void;
beforeAll(() => {
  closeDesk = openDesk();
});
afterAll(() => closeDesk());

interface Sent {
  readonly to?: string;
  readonly raw?: Buffer;
}

/** What the server says to a mail: its code. */
async function answerTo(listener: MailListener, { to = DESK, raw = letter({ from: "jane@partner.example" }) }: Sent) {
  const transport = createTransport({ host: "127.0.0.1", port: listener.port });
  const sent = transport.sendMail({ envelope: { from: "jane@partner.example", to }, raw });
  return sent.then(
    ({ response }) => Number(response.slice(0, 3)),
    (error: { responseCode?: number }) => error.responseCode,
  );
}

async function withListener(take: TakeMail, use: (listener: MailListener) => Promise<void>): Promise<void> {
  const listener = await listenForMail(take, 0);
  await use(listener).finally(() => listener.close());
}

test("a mail is said to be taken when it is committed, refused for good, or for now", () =>
  withDatabase(async (db) => {
    const take = oneAtATime(db);
    await withListener(take, async (listener) => {
      expect(await answerTo(listener, {})).toBe(250);
      expect(await db.select().from(inboundMails)).toMatchObject([{ verdict: "triage", via: "smtp" }]);

      expect(await answerTo(listener, { to: "jane@elsewhere.example" }), "no open relay").toBe(550);
      const bomb = `${"Content-Type: multipart/mixed; boundary=b\r\n\r\n"}${"--b\r\n\r\nx\r\n".repeat(10_000)}`;
      expect(await answerTo(listener, { raw: Buffer.from(bomb) })).toBe(554);
      expect(await answerTo(listener, { raw: Buffer.alloc(20_500_000, "a line of eighty characters or so\r\n") })).toBe(
        552,
      );
    });
  }));

test("while the database is away a mail is put off, and taken when it comes again", () =>
  withDatabase(async (db) => {
    const away = openDatabase("mysql://root@127.0.0.1:1/nobody");
    const spoken = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const raw = letter({ from: "jane@partner.example" });
    let isAway = true;
    const take: TakeMail = (mail) => oneAtATime(isAway ? away.db : db)(mail);
    await withListener(take, async (listener) => {
      expect(await answerTo(listener, { raw })).toBe(451);
      isAway = false;
      expect(await answerTo(listener, { raw })).toBe(250);
      expect(await answerTo(listener, { raw }), "the same once more").toBe(250);
    });
    expect(await db.select().from(inboundMails)).toMatchObject([{ copies: 1 }]);
    expect(spoken).toHaveBeenCalledOnce();
    await away.close();
  }));
