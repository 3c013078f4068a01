import type { outbox } from "../../db/schema/outbox.ts";
import { ownerOrders as words } from "../../words/fr/owner-orders.ts";
import { Moment } from "../moment.tsx";
import { Part } from "../part.tsx";

type Mail = typeof outbox.$inferSelect;

export function OrderMails({ mails }: { mails: readonly Mail[] }) {
  return (
    <Part title={words.mails}>
      {mails.length === 0 && <p>{words.notYet}</p>}
      <ul className="owner-list">
        {mails.map((mail) => (
          <li key={mail.id}>
            <details>
              <summary>
                {mail.subject} <small>{mail.recipient}</small>
              </summary>
              <p className="owner-mail">{mail.text}</p>
            </details>
            <MailState mail={mail} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function MailState({ mail: { sentAt, failedAt, attempts, lastError } }: { mail: Mail }) {
  if (sentAt) {
    return (
      <small>
        {words.mail.sent} <Moment at={sentAt} />
      </small>
    );
  }
  return (
    <small>
      <span className={failedAt ? "mark mark-stuck" : "mark"}>{failedAt ? words.mail.failed : words.mail.waiting}</span>
      {lastError && ` ${words.mail.tried(String(attempts), lastError)}`}
    </small>
  );
}
