import { database, databaseHandle } from "#db/client.server.ts";
import { pruneFailures } from "#domain/identity/sign-in-limit.server.ts";
import { deliverMails } from "#domain/notifications/deliver.server.ts";
import { closeDatabaseWatch, databaseWatch } from "./database-watch.server.ts";
import { closeLiveFeed } from "./feed.server.ts";
import { watchRevocations } from "./revocations.server.ts";

const MAIL_EVERY_MS = 3_000;
const PRUNE_EVERY_MS = 3_600_000;

/** What the extranet does beside answering: it hears revocations, sends mail and forgets old failures. */
export function startBackground(): { stop(): Promise<void> } {
  const revocations = watchRevocations();
  databaseWatch();
  const tasks = [
    repeat("mail", MAIL_EVERY_MS, () => deliverMails(database())),
    repeat("old sign-in failures", PRUNE_EVERY_MS, () => pruneFailures(database())),
  ];
  return {
    async stop() {
      await Promise.all([revocations.stop(), ...tasks.map((task) => task.stop())]);
      closeLiveFeed();
      await closeDatabaseWatch();
      await databaseHandle().close();
    },
  };
}

/** Runs a task again and again, never twice at a time. A failure is logged when it begins, and the next turn tries again. */
function repeat(name: string, everyMs: number, task: () => Promise<unknown>): { stop(): Promise<void> } {
  let failing = false;
  let running: Promise<void> | undefined;
  const turn = async () => {
    try {
      await task();
      failing = false;
    } catch (error) {
      if (!failing) console.error(`${name}: failed, trying on:`, error);
      failing = true;
    }
  };
  const timer = setInterval(() => {
    running ??= turn().finally(() => {
      running = undefined;
    });
  }, everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
