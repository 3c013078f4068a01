import { ImapFlow } from "imapflow";

import { MAIL_LIMITS } from "#domain/mail/parsed.ts";

import type { TakeMail } from "./one-at-a-time.ts";

/** Our own mark on what is taken in: the mailbox may be read by people too. */
const DONE = "$TimonerieDone";
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
const POLL_MS = 60_000;

/**
 * Follows an IMAP mailbox: takes in what does not bear our mark, marks it after the commit, waits until the server tells of
 * more. A crash between commit and mark brings a mail again, which is known by its key. Nothing is deleted or moved.
 */
export class Mailbox {
  private client: ImapFlow | undefined;
  private isEnding = false;
  private readonly running: Promise<void>;
  private wake: () => void = () => undefined;
  private isTold = false;
  /** Mails came while others were taken in. */
  private isMore = false;

  constructor(
    private readonly url: URL,
    private readonly take: TakeMail,
    private readonly pollMs = POLL_MS,
  ) {
    this.running = this.follow();
  }

  /** Ends after the mail under way. */
  async close(): Promise<void> {
    this.isEnding = true;
    this.wake();
    this.client?.close();
    await this.running;
  }

  private async follow(): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    while (!this.isEnding) {
      try {
        await this.visit(() => {
          pause = FIRST_PAUSE_MS;
          this.isTold = false;
        });
      } catch (error) {
        if (!this.isTold && !this.isEnding) console.error("the mailbox does not answer:", sentenceOf(error));
        this.isTold = true;
      }
      if (!this.isEnding) await this.sleep(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }
  }

  /** One connection, for as long as it holds. */
  private async visit(well: () => void): Promise<void> {
    const client = new ImapFlow(optionsOf(this.url));
    this.client = client;
    // Reported by the call under way too; without a listener it would end the process.
    client.on("error", () => undefined);
    client.on("exists", () => {
      this.isMore = true;
      this.wake();
    });
    client.on("close", () => this.wake());
    try {
      await client.connect();
      await client.mailboxOpen(decodeURIComponent(this.url.pathname.slice(1)) || "INBOX");
      while (!this.isEnding && client.usable) {
        this.isMore = false;
        await this.takeAll(client);
        well();
        if (!this.isMore) await this.waitForMore(client);
      }
    } finally {
      client.close();
    }
  }

  private async takeAll(client: ImapFlow): Promise<void> {
    const flags = client.mailbox ? client.mailbox.permanentFlags : undefined;
    // A server that keeps no marks of ours has its own: then what somebody else opened counts as taken.
    const mark = flags?.has("\\*") || flags?.has(DONE) ? DONE : "\\Seen";
    const found = await client.search(mark === DONE ? { unKeyword: DONE } : { seen: false }, { uid: true });
    const uids = found || [];
    for (const uid of uids) {
      if (this.isEnding) return;
      const source = await sourceOf(client, uid);
      if (!source) continue;
      await this.take({ source, via: "imap" });
      await client.messageFlagsAdd({ uid: String(uid) }, mark === DONE ? [DONE, "\\Seen"] : [mark], { uid: true });
    }
  }

  private async waitForMore(client: ImapFlow): Promise<void> {
    // IDLE, where the server has it, makes "exists" come at once.
    void client.idle().catch(() => undefined);
    await this.sleep(this.pollMs);
  }

  private async sleep(ms: number): Promise<void> {
    await new Promise<void>((woken) => {
      const timer = setTimeout(woken, ms);
      this.wake = () => {
        clearTimeout(timer);
        woken();
      };
    });
  }
}

/** The whole mail; of one that is too big its first bytes past the limit, which are refused as such. Undefined where it is gone. */
async function sourceOf(client: ImapFlow, uid: number): Promise<Uint8Array | undefined> {
  const fetched = await client.fetchOne(
    String(uid),
    { source: { start: 0, maxLength: MAIL_LIMITS.bytes + 1 } },
    { uid: true },
  );
  return fetched ? fetched.source : undefined;
}

function optionsOf(url: URL) {
  const secure = url.protocol === "imaps:";
  return {
    host: url.hostname,
    port: Number(url.port || (secure ? 993 : 143)),
    secure,
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    logger: false as const,
    emitLogs: false,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
  };
}

/** Never with the address, which holds a password. */
function sentenceOf(error: unknown): string {
  const { message, responseText } = error as { message?: string; responseText?: string };
  return responseText ?? message ?? String(error);
}
