import type { Shop } from "../shop.ts";
import { startLoop } from "../work/loop.ts";
import type { Worker } from "../workers.ts";
import { deliverMails } from "./deliver.ts";

/** Sends the outbox. Without a way to send, mails stay in it. */
export function startMails({ db, settings: { smtpUrl, url: shopUrl } }: Shop, intervalMs = 2_000): Worker {
  if (!smtpUrl) return { stop: async () => {} };
  return startLoop("mails", intervalMs, () => deliverMails(db, { smtpUrl, shopUrl }));
}
