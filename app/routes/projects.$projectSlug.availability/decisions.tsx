import { useTranslation } from "react-i18next";

import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { ShownDecision } from "#domain/availability/decisions.ts";

/** What staff decided against the checks: who, when, on which time, what it was and what it became, and why. */
export function Decisions({ decisions }: { decisions: readonly ShownDecision[] }) {
  const { t } = useTranslation("availability");
  const format = useFormat();
  return (
    <Section title={t("decisions.title")} note={t("decisions.note")}>
      {decisions.length === 0 && <p className="text-ink2">{t("decisions.none")}</p>}
      {decisions.length > 0 && (
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{t("decisions.stretch")}</th>
              <th scope="col">{t("decisions.verdict")}</th>
              <th scope="col">{t("decisions.reason")}</th>
              <th scope="col">{t("decisions.decided")}</th>
            </tr>
          </thead>
          <tbody>
            {decisions.map(({ id, from, to, before, verdict, reason, authorName, decidedAt }) => (
              <tr key={id}>
                <th scope="row">{`${format.day(from)}, ${format.clock(from)} → ${format.moment(to, from)}`}</th>
                <td data-label={t("decisions.verdict")}>
                  {`${before.map((one) => t(`verdicts.${one}`)).join(", ")} → ${t(`verdicts.${verdict}`)}`}
                </td>
                <td data-label={t("decisions.reason")}>
                  <span className="mark-detail">{reason}</span>
                </td>
                <td data-label={t("decisions.decided")}>
                  {t("decisions.by", { when: format.dateTime(decidedAt), name: authorName })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
