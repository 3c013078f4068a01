import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { BudgetBar } from "#app/ui/availability/budget-bar.tsx";
import { flooredPercent, MARK_OF, signedDuration } from "#app/ui/availability/words.ts";
import { Section } from "#app/ui/section.tsx";
import { type State, StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { isKept } from "#domain/availability/figures.ts";
import type { Standing } from "#domain/availability/standing.ts";

interface AvailabilityTileProps {
  readonly standing: Standing;
  /** When the month was looked at, epoch milliseconds. */
  readonly at: number;
  readonly to: string;
}

/** The month against the promise: the figure of the contract, what is left of the budget, and what is down now. */
export function AvailabilityTile({ standing, at, to }: AvailabilityTileProps) {
  const { t } = useTranslation("availability");
  const format = useFormat();
  const { service, figures, outages, lastInstant, troubled } = standing;
  const kept = isKept(figures);
  const [state, word]: [State, string] =
    kept === null ? ["mute", t("tile.unknown")] : kept ? ["ok", t("tile.kept")] : ["crit", t("tile.broken")];
  return (
    <Section
      title={t("tile.title")}
      note={t("tile.note", { service: service.name, day: format.day(at), time: format.clock(at) })}
      side={<Link to={`${to}?service=${service.slug}`}>{t("tile.see")}</Link>}
    >
      <div className="two-figures">
        <div>
          <p>
            {figures.contractual === null ? "–" : flooredPercent(format, figures.contractual)} <small>%</small>
          </p>
        </div>
      </div>
      <p>
        {t("tile.promise", { promise: format.percent(service.promisedRatio, 1) })}{" "}
        <StateWord state={state} word={word} />
      </p>
      <BudgetBar budgetMs={figures.budgetMs} outages={outages} />
      <p className="text-ink2">
        {t("tile.left", {
          left: signedDuration(format, figures.remainingMs),
          of: format.duration(figures.budgetMs / 1_000),
          until: format.day(lastInstant),
        })}
      </p>
      {troubled.length === 0 && <p className="text-ink2">{t("tile.nothing")}</p>}
      {troubled.map(({ name, verdict, since }) => (
        <p key={name}>
          <StateWord
            state={MARK_OF[verdict]}
            word={t("tile.since", { name, verdict: t(`verdicts.${verdict}`), when: format.moment(since, at) })}
          />
        </p>
      ))}
    </Section>
  );
}
