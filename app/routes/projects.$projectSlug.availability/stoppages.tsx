import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { MARK_OF } from "#app/ui/availability/words.ts";
import { Section } from "#app/ui/section.tsx";
import { StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { KeptFile, PictureRun } from "#domain/availability/evidence.server.ts";
import type { Stretch } from "#domain/availability/ledger.ts";
import type { Stoppage } from "#domain/availability/picture.ts";
import { isCounted } from "#domain/availability/verdict.ts";
import type { Loss } from "#domain/storefront/losses.ts";

import { LostOrders } from "./lost-orders.tsx";
import { StoppageEvidence } from "./stoppage-evidence.tsx";

interface StoppagesProps {
  readonly stoppages: readonly Stoppage[];
  /** By the start of their outage; null where no shop pushes. */
  readonly losses: Readonly<Record<string, Loss>> | null;
  /** What check runs kept, by their ids. */
  readonly evidence: Readonly<Record<string, readonly KeptFile[]>>;
  /** The first run that kept a picture of each outage, by the outage's start. */
  readonly pictures: Readonly<Record<string, PictureRun>>;
  /** The address of the project. */
  readonly project: string;
  readonly csv: string;
  /** Where the outage that begins then is told in full. */
  readonly outageAt: (from: number) => string;
  /** What the reader may do about a verdict, and where; absent for who only reads. */
  readonly act?: { readonly verb: string; readonly formAt: (stretch: Stretch) => string };
}

/** Everything of the month that was not up, with what showed it. */
export function Stoppages({ stoppages, losses, evidence, pictures, project, csv, outageAt, act }: StoppagesProps) {
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
              {losses && <th scope="col">{t("loss.title")}</th>}
              <th scope="col">{t("evidence")}</th>
            </tr>
          </thead>
          <tbody>
            {stoppages.map((one) => (
              <tr key={one.from} id={`s${one.from}`}>
                <th scope="row">
                  <a href={outageAt(one.from)}>{`${format.day(one.from)}, ${format.clock(one.from)}`}</a>
                </th>
                <td className="numeric" data-label={t("duration")}>
                  {format.exactDuration((one.to - one.from) / 1_000)}
                </td>
                <td data-label={t("isCounted")}>
                  <StateWord
                    state={MARK_OF[one.verdict]}
                    word={t(isCounted(one.verdict) ? "yes" : "no", { verdict: t(`verdicts.${one.verdict}`) })}
                  />
                </td>
                {losses && (
                  <td data-label={t("loss.title")}>
                    <LostOrders loss={losses[one.from]} />
                  </td>
                )}
                <td data-label={t("evidence")}>
                  <div>
                    <StoppageEvidence stoppage={one} kept={evidence} picture={pictures[one.from]} project={project} />
                    {act && (
                      <p className="label">
                        <Link
                          to={act.formAt(one)}
                          aria-label={`${act.verb}, ${format.day(one.from)}, ${format.clock(one.from)}`}
                        >
                          {act.verb}
                        </Link>
                      </p>
                    )}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
