import type { DatabaseHandle } from "#db/client.server.ts";

import { listenForMail, type MailListener } from "./listener.ts";
import { Mailbox } from "./mailbox.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import type { MailSettings } from "./settings.ts";

export interface RunningMail {
  /** Of the SMTP listener. */
  readonly smtpPort: number | undefined;
  stop(): Promise<void>;
}

/** Begins to take mail in, by SMTP and out of a mailbox. The caller holds the lease of whoever does. */
export async function runMail({ db }: Pick<DatabaseHandle, "db">, settings: MailSettings): Promise<RunningMail> {
  const take = oneAtATime(db);
  const { smtpPort, imapUrl, pollMs } = settings;
  const listener: MailListener | undefined = smtpPort === undefined ? undefined : await listenForMail(take, smtpPort);
  const mailbox = imapUrl ? new Mailbox(new URL(imapUrl), take, pollMs) : undefined;
  return {
    smtpPort: listener?.port,
    async stop() {
      await Promise.all([listener?.close(), mailbox?.close()]);
    },
  };
}
