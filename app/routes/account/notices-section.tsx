import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { Section } from "#app/ui/section.tsx";
import { Select } from "#app/ui/select.tsx";
import { NOTICE_MAILS, NOTICE_TOPICS, type NoticeMail, type NoticeTopic } from "#domain/notifications/choice.ts";

import type { AccountAnswer } from "./answer.server.ts";
import { Done } from "./done.tsx";

interface NoticesSectionProps {
  readonly choices: Readonly<Record<NoticeTopic, NoticeMail>>;
  readonly answer: AccountAnswer | undefined;
}

/** Of what one is mailed at once, of what in the morning, of what never. */
export function NoticesSection({ choices, answer }: NoticesSectionProps) {
  const { t } = useTranslation("notifications");
  const options = NOTICE_MAILS.map((value) => ({ value, text: t(`choices.mail.${value}`) }));
  return (
    <div id="notices">
      <Section title={t("choices.title")}>
        <Done answer={answer} />
        <p className="label mb-3">{t("choices.text")}</p>
        <Form method="post" action="/account" className="form form-wide">
          <input type="hidden" name="intent" value="notices" />
          {NOTICE_TOPICS.map((topic) => (
            <Select
              key={topic}
              name={topic}
              label={t(`choices.topic.${topic}`)}
              defaultValue={choices[topic]}
              options={options}
            />
          ))}
          <div className="form-actions">
            <Button type="submit">{t("choices.save")}</Button>
          </div>
        </Form>
      </Section>
    </div>
  );
}
