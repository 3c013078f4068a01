import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { parseInstant } from "#app/ui/instants.ts";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import type { AccountAnswer } from "./answer.server.ts";
import { browserOf } from "./browser-of.ts";
import { Done } from "./done.tsx";

interface SessionsSectionProps {
  readonly sessions: readonly {
    id: string;
    address: string | null;
    userAgent: string | null;
    since: string;
    current: boolean;
  }[];
  readonly answer: AccountAnswer | undefined;
}

export function SessionsSection({ sessions, answer }: SessionsSectionProps) {
  const { t } = useTranslation("identity");
  const format = useFormat();
  return (
    <div className="mt-[34px]">
      <Section title={t("account.sessions")}>
        <Done answer={answer} />
        <ul className="mb-4">
          {sessions.map((session) => (
            <li key={session.id} className="flex flex-wrap gap-x-4 gap-y-0.5 border-b border-hair py-2 last:border-0">
              <span>{browserOf(session.userAgent) ?? t("account.unknownDevice")}</span>
              <span className="mono text-ink2">{session.address}</span>
              <span className="label">
                {t("account.since", { when: format.dateTime(parseInstant(session.since)) })}
              </span>
              {session.current && <b className="label">{t("account.thisSession")}</b>}
            </li>
          ))}
        </ul>
        <Form method="post" action="/account" className="flex flex-wrap gap-2.5">
          <Button type="submit" name="intent" value="sign-out-others" disabled={sessions.length < 2}>
            {t("account.signOutOthers")}
          </Button>
          <Button look="quiet" type="submit" name="intent" value="sign-out-everywhere">
            {t("account.signOutEverywhere")}
          </Button>
        </Form>
      </Section>
    </div>
  );
}
