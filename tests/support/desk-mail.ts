import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const DESK = "desk@timonerie.example";

/** Gives this process a desk that mail comes to, with a data directory of its own; undone by what it returns. */
export function openDesk(address = DESK): () => void {
  const data = mkdtempSync(join(tmpdir(), "timonerie-desk-"));
  const before = { data: process.env.TIMONERIE_DATA, desk: process.env.TIMONERIE_DESK_ADDRESS };
  process.env.TIMONERIE_DATA = data;
  process.env.TIMONERIE_DESK_ADDRESS = address;
  return () => {
    restore("TIMONERIE_DATA", before.data);
    restore("TIMONERIE_DESK_ADDRESS", before.desk);
    rmSync(data, { recursive: true, force: true });
  };
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

export interface Letter {
  readonly from: string;
  readonly to?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly messageId?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

let written = 0;

/** A mail as a mail program writes it. Each has a Message-ID of its own unless one is given. */
export function letter({
  from,
  to = DESK,
  subject = "Panne",
  text = "Bonjour",
  messageId,
  headers = {},
}: Letter): Buffer {
  written += 1;
  const fields = {
    From: from,
    To: to,
    Subject: subject,
    "Message-ID": messageId ?? `<m${written}@mail.example>`,
    Date: "Tue, 24 Nov 2026 14:32:00 +0000",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    ...headers,
  };
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from([...head, "", text, ""].join("\r\n").replace(/\r?\n/g, "\r\n"));
}
