import { expect, test } from "vitest";

import { parseMail } from "#domain/mail/parse.server.ts";
import { MAIL_LIMITS, type ParsedMail } from "#domain/mail/parsed.ts";

const HEAD =
  "From: Marc <Marc@Popgom.test>\r\nTo: desk@timonerie.example\r\nSubject: Panne\r\nMessage-ID: <m1@popgom.test>\r\n";

async function parsed(source: string | Buffer, limits = MAIL_LIMITS): Promise<ParsedMail> {
  const answer = await parseMail(Buffer.from(source), limits);
  if ("refused" in answer) throw new Error(answer.refused);
  return answer.mail;
}

test("a mail is read: who, to whom, what, with its files", async () => {
  const source = `${HEAD}Delivered-To: desk+812.5.abc@timonerie.example
References: <a@x> <b@x>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

La boutique est arr=C3=AAt=C3=A9e.
--b
Content-Type: text/plain; name="journal.txt"
Content-Disposition: attachment; filename="journal.txt"

ligne
--b--
`.replace(/\r?\n/g, "\r\n");

  expect(await parsed(source)).toMatchObject({
    messageId: "<m1@popgom.test>",
    references: ["<a@x>", "<b@x>"],
    from: { name: "Marc", address: "marc@popgom.test" },
    to: ["desk+812.5.abc@timonerie.example", "desk@timonerie.example"],
    subject: "Panne",
    text: "La boutique est arrêtée.",
    html: null,
    attachments: [{ name: "journal.txt", mediaType: "text/plain" }],
    report: null,
  });
});

test("a mail of HTML alone has a text too", async () => {
  const mail = await parsed(
    `${HEAD}Content-Type: text/html\r\n\r\n<p>Bonjour <b>Marc</b></p><script>alert(1)</script>`,
  );
  expect(mail.text).toContain("Bonjour Marc");
  expect(mail.text).not.toContain("alert");
  expect(mail.html).toContain("<script>");
});

test("what stands in fields is one line, and names that cannot stand in a header are none", async () => {
  const mail = await parsed(
    "From: =?utf-8?q?Marc=0D=0ABcc:_evil@x?= <marc@popgom.test>\r\nSubject: =?utf-8?q?a=0D=0ABcc:_evil@x?=\r\nMessage-ID: <a b\u0001>\r\n\r\nx",
  );
  expect(mail.subject).toBe("a Bcc: evil@x");
  expect(mail.from?.name).not.toMatch(/[\r\n]/);
  expect(mail.messageId).toBeNull();
});

test("a report of a failure names the mail that failed", async () => {
  const source = `From: MAILER-DAEMON@mx.example
Content-Type: multipart/report; report-type=delivery-status; boundary=r

--r

Not delivered.
--r
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; nobody@popgom.test
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1
  no such user

--r
Content-Type: text/rfc822-headers

Message-ID: <0b9d@timonerie>
Subject: x

--r--
`.replace(/\n/g, "\r\n");
  expect((await parsed(source)).report).toEqual({
    messageId: "<0b9d@timonerie>",
    action: "failed",
    status: "5.1.1",
    diagnostic: "550 5.1.1 no such user",
  });
});

const parts = (count: number) =>
  `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n\r\nx\r\n".repeat(count)}--b--\r\n`;
const levels = (count: number) =>
  Array.from({ length: count }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`).join("");
const mailsInMails = (count: number) => "Content-Type: message/rfc822\r\n\r\n".repeat(count);

test.each([
  ["with 10,000 parts", parts(10_000), "tooManyParts"],
  ["with 1,000 levels", HEAD + levels(1_000), "tooManyLevels"],
  ["of 1,000 mails in mails", HEAD + mailsInMails(1_000), "tooManyLevels"],
  ["with a header of 100 kB", `To: ${"a@b.example, ".repeat(8_000)}\r\n${HEAD}\r\nx`, "headersTooLong"],
  ["with folded headers of 1 MB", `${HEAD}${"X-A:\r\n b\r\n".repeat(100_000)}\r\nx`, "headersTooLong"],
  ["of more than 20 MB", Buffer.alloc(MAIL_LIMITS.bytes + 1, 97), "tooBig"],
])("a mail %s is refused", async (_sentence, source, refused) => {
  expect(await parseMail(Buffer.from(source as string))).toEqual({ refused });
});

test("a parser that takes too long, or too much, is ended and refuses", async () => {
  expect(await parseMail(Buffer.from(parts(100)), { ...MAIL_LIMITS, parseMs: 1 })).toEqual({ refused: "tooSlow" });

  // The same bombs with the bounds taken away: the thread dies of them, and we do not.
  const without = { ...MAIL_LIMITS, parts: 1e9, levels: 1e6, parseMegabytes: 6 };
  expect(await parseMail(Buffer.from(parts(60_000)), without)).toEqual({ refused: "tooHeavy" });
});

test("an honest mail with a large file passes", async () => {
  const size = process.env.TIMONERIE_LONG ? 13_000_000 : 2_000_000;
  const file = Buffer.alloc(size, 7).toString("base64").replace(/.{76}/g, "$&\r\n");
  const source = `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nVoici.\r\n--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\n${file}\r\n--b--\r\n`;
  const mail = await parsed(source);
  expect(mail.attachments[0]?.bytes.byteLength).toBe(size);
});
