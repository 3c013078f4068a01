import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { type State, StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

interface MailRowProps {
  readonly mail: {
    readonly to: string;
    readonly locale: string;
    readonly subject: string;
    /** Null when it has left, or is not for this reader. */
    readonly text: string | null;
    readonly writtenAt: string;
    readonly state: "sent" | "failed" | "waiting";
    readonly attempts: number;
    readonly lastError: string | null;
  };
}

const MARKS: Record<MailRowProps["mail"]["state"], State> = { sent: "ok", failed: "crit", waiting: "plan" };

/** One mail: who, what, when and how far it got; its text on demand. */
export function MailRow({ mail }: MailRowProps) {
  const { t } = useTranslation("identity");
  const format = useFormat();
  return (
    <li className="border-b border-hair py-3">
      <div className="grid gap-x-6 gap-y-0.5 tablet:grid-cols-[minmax(0,1fr)_auto_auto]">
        <b>{mail.subject}</b>
        <StateWord state={MARKS[mail.state]} word={t(`outbox.${mail.state}`)} />
        <span className="label">{format.dateTime(parseInstant(mail.writtenAt))}</span>
      </div>
      <p className="label">
        {mail.to}
        {mail.attempts > 0 && ` · ${t("outbox.attempts", { count: mail.attempts })}`}
        {mail.lastError && ` · ${mail.lastError}`}
      </p>
      {mail.text !== null && (
        <details className="disclosure">
          <summary>{t("outbox.read")}</summary>
          <pre
            className="mt-2 max-w-[76ch] rounded-control bg-well p-4 font-sans whitespace-pre-wrap"
            lang={mail.locale}
          >
            {mail.text}
          </pre>
        </details>
      )}
    </li>
  );
}
