import { openDatabase } from "#db/client.server.ts";
import { forgetMails } from "#domain/mail/forgetting.server.ts";

import { Lease } from "../lease.ts";
import { Loop } from "../loop.ts";
import { runMail } from "./run.ts";
import { mailSettings } from "./settings.ts";

const FORGET_EVERY_MS = 3_600_000;

/**
 * The program that takes the desk's mail in: a process of its own, since what strangers send is read in it, and one at a time
 * by a lease. A second one waits.
 */
async function main(): Promise<void> {
  const settings = mailSettings(process.env);
  if (!process.env.DATABASE_URL) throw new Error("DATABASE_URL is not set: start the programs by npm start.");
  const handle = openDatabase(process.env.DATABASE_URL, 4);
  const lease = new Lease(handle.pool, "mail");
  const ending = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => ending.abort());

  if (!(await lease.wait(ending.signal))) process.exit(0);
  lease.keep(() => {
    console.error("Another process takes the mail in: this one ends.");
    process.exit(1);
  });
  const running = await runMail(handle, settings);
  const forgetting = new Loop(
    "Forgetting mails",
    FORGET_EVERY_MS,
    () => forgetMails(handle.db),
    () => false,
  );
  forgetting.start();
  console.log(running.smtpPort === undefined ? "mail ready" : `mail ready on 127.0.0.1:${running.smtpPort}`);
  if (!ending.signal.aborted) await new Promise((ended) => ending.signal.addEventListener("abort", ended));
  await Promise.all([running.stop(), forgetting.stop()]);
  await lease.release().catch(() => undefined);
  await handle.close();
  process.exit(0);
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
