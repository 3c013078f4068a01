import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { MARK_OF } from "#app/ui/availability/words.ts";
import { useCheckReason } from "#app/ui/checks/use-check-reason.ts";
import { Section } from "#app/ui/section.tsx";
import { StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Stretch } from "#domain/availability/ledger.ts";
import type { Stoppage } from "#domain/availability/picture.ts";
import { isCounted } from "#domain/availability/verdict.ts";

interface StoppagesProps {
  readonly stoppages: readonly Stoppage[];
  readonly csv: string;
  /** What the reader may do about a verdict, and where; absent for who only reads. */
  readonly act?: { readonly verb: string; readonly formAt: (stretch: Stretch) => string };
}

/** Everything of the month that was not up, with what showed it. */
export function Stoppages({ stoppages, csv, act }: StoppagesProps) {
  const { t } = useTranslation("availability");
  const format = useFormat();
  return (
    <Section title={t("stoppages")} side={<a href={csv}>{t("csv")}</a>}>
      {stoppages.length === 0 && <p className="text-ink2">{t("noStoppages")}</p>}
      {stoppages.length > 0 && (
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{t("when")}</th>
              <th scope="col" className="numeric">
                {t("duration")}
              </th>
              <th scope="col">{t("isCounted")}</th>
              <th scope="col">{t("evidence")}</th>
            </tr>
          </thead>
          <tbody>
            {stoppages.map((one) => (
              <tr key={one.from} id={`s${one.from}`}>
                <th scope="row">{`${format.day(one.from)}, ${format.clock(one.from)}`}</th>
                <td className="numeric" data-label={t("duration")}>
                  {format.duration((one.to - one.from) / 1_000)}
                </td>
                <td data-label={t("isCounted")}>
                  <StateWord
                    state={MARK_OF[one.verdict]}
                    word={t(isCounted(one.verdict) ? "yes" : "no", { verdict: t(`verdicts.${one.verdict}`) })}
                  />
                </td>
                <td data-label={t("evidence")}>
                  <Evidence stoppage={one} />
                  {act && (
                    <Link
                      to={act.formAt(one)}
                      aria-label={`${act.verb}, ${format.day(one.from)}, ${format.clock(one.from)}`}
                    >
                      {act.verb}
                    </Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Evidence({ stoppage: { told, evidence } }: { stoppage: Stoppage }) {
  const { t } = useTranslation("availability");
  const format = useFormat();
  const reasonInWords = useCheckReason();
  return (
    <>
      {told && <p>{told}</p>}
      {evidence.map(({ at, part, state, reason, runId }) => (
        <p key={`${part} ${at}`} className="label">
          {t("change", { when: format.clockWithSeconds(at), part, state: t(`verdicts.${state}`) })}
          {reason && ` · ${reasonInWords(reason)}`}
          {runId !== null && ` · ${t("run", { id: runId })}`}
        </p>
      ))}
    </>
  );
}
