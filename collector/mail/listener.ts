import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";

import { deskAddress } from "#domain/mail/desk-address.ts";
import { NoRoomForMail } from "#domain/mail/files.server.ts";
import { MAIL_LIMITS } from "#domain/mail/parsed.ts";
import { isDeskAddress } from "#domain/mail/reply-address.ts";
import type { MailReason } from "#domain/mail/verdict.ts";

import type { TakeMail } from "./one-at-a-time.ts";

/** Each may hold a mail in memory. */
const MOST_CONNECTIONS = 5;
const MOST_RECIPIENTS = 10;
const SOCKET_TIMEOUT_MS = 60_000;

export interface MailListener {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * An SMTP server on 127.0.0.1 for the mail server of this machine. 250 means committed; 4xx that it has to come again
 * (database or disk away); 5xx is final. It takes mail for the desk's own addresses and relays nothing.
 */
export async function listenForMail(take: TakeMail, port: number): Promise<MailListener> {
  const server = new SMTPServer({
    name: "timonerie",
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    size: MAIL_LIMITS.bytes,
    maxClients: MOST_CONNECTIONS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    closeTimeout: 5_000,
    onRcptTo({ address }, session, done) {
      const desk = deskAddress();
      if (!desk || !isDeskAddress(desk, address))
        return done(reply(550, "5.7.1 This server takes mail for its desk only."));
      if (session.envelope.rcptTo.length >= MOST_RECIPIENTS) return done(reply(452, "4.5.3 Too many recipients."));
      done();
    },
    onData(stream, session, done) {
      takeData(take, stream, session).then(
        (refused) => done(refused),
        (error) => done(putOff(error)),
      );
    },
  });
  // A connection that breaks is its sender's affair: it sends again.
  server.on("error", () => undefined);
  await new Promise<void>((listening, failed) => {
    server.server.once("error", failed);
    server.listen(port, "127.0.0.1", listening);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

/** Gives the refusal, or nothing when the mail is committed. */
async function takeData(
  take: TakeMail,
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
): Promise<Error | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    bytes += part.length;
    // What is too long is read to its end, as SMTP asks, and not kept.
    if (bytes <= MAIL_LIMITS.bytes) parts.push(part);
  }
  if (bytes > MAIL_LIMITS.bytes) return reply(552, REFUSALS.tooBig ?? "");
  const from = envelope.mailFrom ? envelope.mailFrom.address : "";
  const to = envelope.rcptTo.map(({ address }) => address.toLowerCase());
  const { verdict, reason } = await take({ source: Buffer.concat(parts), via: "smtp", envelope: { from, to } });
  return verdict === "refused" ? reply(554, REFUSALS[reason ?? "unreadable"] ?? "5.7.1 Refused.") : null;
}

const REFUSALS: Partial<Record<MailReason, string>> = {
  tooBig: "5.3.4 The mail is larger than 20 MB.",
  tooManyParts: "5.6.0 The mail has too many parts.",
  tooManyLevels: "5.6.0 The mail has too many parts inside one another.",
  headersTooLong: "5.6.0 The headers of the mail are too long.",
  tooSlow: "5.6.0 The mail takes too long to read.",
  tooHeavy: "5.6.0 The mail takes too much memory to read.",
  unreadable: "5.6.0 The mail cannot be read.",
};

let isTold = false;

function putOff(error: unknown): Error {
  if (!isTold) console.error("a mail was put off:", error);
  isTold = true;
  const isFull = error instanceof NoRoomForMail;
  return isFull
    ? reply(452, "4.3.1 No room for files now, try again later.")
    : reply(451, "4.3.0 Not now, try again later.");
}

function reply(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}
