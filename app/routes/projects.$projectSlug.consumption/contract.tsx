import { useTranslation } from "react-i18next";

import { meteredQuantity, unitPrice } from "#app/ui/consumption/words.ts";
import { Act } from "#app/ui/record/act.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import { PriceFields, QuotaFields } from "./contract-fields.tsx";
import type { Shown } from "./route.tsx";

type Agreed = NonNullable<Shown["contract"]>;

interface ContractProps {
  readonly contract: Agreed;
  readonly applications: readonly { readonly id: number; readonly name: string }[];
}

/** What is agreed, with its days of effect, and the forms for what comes next. */
export function Contract({ contract: { prices, quotas, today }, applications }: ContractProps) {
  const { t } = useTranslation("consumption");
  const format = useFormat();
  const since = (day: string) => t("contract.since", { day: format.fullDay(Date.parse(`${day}T12:00:00Z`)) });
  const nameOf = (id: number | null) =>
    id === null ? "" : ` · ${applications.find((one) => one.id === id)?.name ?? id}`;
  return (
    <div className="columns-half">
      <Section title={t("contract.prices")} note={t("contract.pricesNote")}>
        <ul className="record-rows">
          {prices.map((row) => (
            <li key={row.id} className="record-line py-1 text-[14px]">
              <span>
                {row.label || t(`meters.${row.meter}`)}
                {nameOf(row.applicationId)} · {unitPrice(format, row.price, row.currency)}
                {row.included > 0 &&
                  ` · ${t("contract.included", { quantity: meteredQuantity(format, row.meter, row.included) })}`}
              </span>
              <span className="label flex flex-wrap items-center gap-x-3">
                {since(row.effectiveOn)}
                {row.isWithdrawable && <Withdraw intent="withdrawPrice" hidden={{ priceId: row.id }} />}
              </span>
            </li>
          ))}
        </ul>
        <Disclosure summary={t("contract.agreePrice")} intent="agreePrice">
          <PriceFields applications={applications} today={today} />
        </Disclosure>
      </Section>
      <Section title={t("contract.quotas")} note={t("contract.quotasNote")}>
        <ul className="record-rows">
          {quotas.map((row) => (
            <li key={row.id} className="record-line py-1 text-[14px]">
              <span>
                {meteredQuantity(format, "traffic", row.gigabytes)} · {t(`rules.${row.rule}`)}
                {row.megabitsPerSecond !== null && ` · ${format.bitsPerSecond(row.megabitsPerSecond * 1_000_000)}`}
              </span>
              <span className="label flex flex-wrap items-center gap-x-3">
                {since(row.effectiveOn)}
                {row.isWithdrawable && <Withdraw intent="withdrawQuota" hidden={{ quotaId: row.id }} />}
              </span>
            </li>
          ))}
        </ul>
        <Disclosure summary={t("contract.agreeQuota")} intent="agreeQuota">
          <QuotaFields today={today} />
        </Disclosure>
      </Section>
    </div>
  );
}

function Withdraw({ intent, hidden }: { intent: string; hidden: Record<string, number> }) {
  const { t } = useTranslation("admin");
  return (
    <Act
      intent={intent}
      hidden={hidden}
      label={t("verbs.withdraw")}
      title={t("effect.withdrawTitle")}
      consequence={t("effect.withdrawConsequence")}
      verb={t("effect.withdrawVerb")}
    />
  );
}
