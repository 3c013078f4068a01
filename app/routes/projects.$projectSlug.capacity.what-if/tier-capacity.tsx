import { useTranslation } from "react-i18next";

import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { about, FULL_AT, fullWithoutOne, isModel } from "#domain/capacity/tiers.ts";

import type { WhatIfData } from "./route.tsx";
import { TierScatter } from "./tier-scatter.tsx";

type Tier = NonNullable<WhatIfData["orders"]>[number];

/** How many orders an hour each tier carries, the narrowest first, with the hours that say so. */
export function TierCapacity({ tiers }: { tiers: WhatIfData["orders"] }) {
  const { t } = useTranslation("capacity");
  const format = useFormat();
  if (tiers === null) return null;
  const fullAt = ({ model }: Tier) => (isModel(model) ? (model.fullAt ?? Number.POSITIVE_INFINITY) : Number.NaN);
  const known = tiers.filter((tier) => Number.isFinite(fullAt(tier))).sort((one, other) => fullAt(one) - fullAt(other));
  const rest = tiers.filter((tier) => !known.includes(tier));
  return (
    <Section title={t("tiers.title")} note={t("tiers.note", { full: format.percent(FULL_AT) })}>
      {tiers.length === 0 && <EmptyState title={t("tiers.none")} text={t("tiers.noneText")} />}
      {known[0] && (
        <p className="mb-3 text-[17px]/[1.45]">
          <Sentence tier={known[0]} isFirst />
        </p>
      )}
      <div className="order-tiers">
        {[...known, ...rest].map((tier) => (
          <figure key={tier.key} className="order-tier">
            <figcaption>
              <h3>{tier.machines.map(({ name }) => name).join(", ")}</h3>
              <p className="label">
                <Sentence tier={tier} />
              </p>
            </figcaption>
            {tier.points.length > 0 && <TierScatter tier={tier} />}
          </figure>
        ))}
      </div>
    </Section>
  );
}

/** In words, and honest where there is nothing to say. */
function Sentence({ tier: { model, machines, role, isShared }, isFirst = false }: { tier: Tier; isFirst?: boolean }) {
  const { t, i18n } = useTranslation("capacity");
  const format = useFormat();
  const name = role.names[i18n.language as "fr" | "en" | "es"];
  if (!isModel(model)) return <>{t(`tiers.no.${model.none}`)}</>;
  const seen = format.number(Math.round(model.to));
  if (model.fullAt === null) return <>{t("tiers.never", { seen })}</>;
  const orders = format.number(about(model.fullAt));
  const alone = isShared ? fullWithoutOne(model, machines.length) : null;
  return (
    <>
      {t(isFirst ? "tiers.first" : "tiers.full", { role: name, count: machines.length, orders, seen })}{" "}
      {alone !== null && t("tiers.withoutOne", { orders: format.number(about(alone)) })}{" "}
      {!isFirst && t("tiers.fit", { share: format.percent(model.r2) })}
    </>
  );
}
