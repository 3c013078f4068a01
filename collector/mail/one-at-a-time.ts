import type { Database } from "#db/client.server.ts";
import { type ArrivedMail, type ReceivedMail, receiveMail } from "#domain/mail/receive.server.ts";

/** Takes mails in one after the other, by whichever way they come: the parser's memory is that of one mail. */
export type TakeMail = (mail: ArrivedMail) => Promise<ReceivedMail>;

export function oneAtATime(db: Database): TakeMail {
  let last: Promise<unknown> = Promise.resolve();
  return (mail) => {
    const taken = last.then(() => receiveMail(db, mail));
    last = taken.catch(() => undefined);
    return taken;
  };
}
