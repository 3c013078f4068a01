import { useTranslation } from "react-i18next";

import { Section } from "#app/ui/section.tsx";

import type { Staff } from "./shown.ts";

type Kind = "client" | "person" | "email" | "telephone" | "host" | "address" | "order";

/** What was taken out of the ticket that the article was made from: its author sees what a rule found, and what it did not. */
export function RemovedWords({ linked }: Pick<Staff, "linked">) {
  const { t } = useTranslation("knowledge");
  const source = linked.tickets.find(({ isSource }) => isSource);
  if (!source) return null;
  const removed = source.removed ?? [];
  return (
    <Section title={t("fromTicket.title")} note={t("fromTicket.note")}>
      <p className="article-notice">{t("fromTicket.notes")}</p>
      {removed.length === 0 && <p className="dim">{t("fromTicket.nothing")}</p>}
      <ul className="article-rows">
        {removed.map(({ kind, text, count }) => (
          <li key={kind + text}>
            <span>{t("fromTicket.replaced", { text, by: t(`fromTicket.kind.${kind as Kind}`) })}</span>
            <span className="label">{t("fromTicket.count", { count })}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
