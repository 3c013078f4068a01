import { useTranslation } from "react-i18next";

import { Gauge } from "#app/ui/gauge.tsx";
import { Section } from "#app/ui/section.tsx";
import { SimulatedMark } from "#app/ui/simulated-mark.tsx";
import { STATES, StateMark, StateWord } from "#app/ui/state-mark.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { Exceptions, Verdict } from "#app/ui/verdict.tsx";

const GAUGES = [
  { ratio: 0.34, tone: "ok" },
  { ratio: 0.81, tone: "warn" },
  { ratio: 1.18, tone: "crit" },
  { ratio: 0.47, tone: "mute" },
  { ratio: null, tone: "ok" },
] as const;

/** States as marks, the verdict with its exceptions, gauges in every tone. */
export function Signals({ now }: { now: number }) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  return (
    <>
      <div className="hero-single">
        <Verdict state="warn">{t("parts.verdict")}</Verdict>
        <Exceptions
          restTo="/wall"
          limit={2}
          rows={[
            { key: "disk", state: "warn", fact: t("parts.diskFact"), link: { to: "/wall", text: t("parts.see") } },
            { key: "mute", state: "mute", fact: t("parts.silentFact", { when: format.clock(now - 900_000) }) },
            { key: "third", state: "warn", fact: "" },
            { key: "fourth", state: "warn", fact: "" },
          ]}
        />
      </div>
      <Section title={t("parts.states")} note={t("parts.statesNote")}>
        <ul className="grid grid-cols-2 gap-x-6 gap-y-4 tablet:grid-cols-4 desk:grid-cols-8">
          {STATES.map((state) => (
            <li key={state} className="grid gap-2 justify-items-start">
              <StateMark state={state} size="large" />
              <StateWord state={state} />
            </li>
          ))}
        </ul>
        <p className="mt-4 flex flex-wrap gap-3 items-center">
          <SimulatedMark /> <Tag>{t("parts.tag")}</Tag> <Tag tone="sea">{t("parts.tagPublic")}</Tag>
          <Tag tone="dashed">{t("parts.tagInternal")}</Tag>
        </p>
      </Section>
      <Section title={t("parts.gauges")} note={t("parts.gaugesNote")}>
        <ul className="grid gap-x-12 gap-y-4 tablet:grid-cols-5">
          {GAUGES.map(({ ratio, tone }) => (
            <li key={`${tone} ${ratio}`} className="grid grid-cols-[minmax(0,1fr)_60px] items-center gap-3">
              <Gauge
                ratio={ratio}
                tone={tone}
                range={ratio === null ? null : { min: ratio - 0.1, max: ratio + 0.06 }}
                threshold={0.8}
              />
              <span className="text-right text-sm">{ratio === null ? "–" : format.percent(ratio)}</span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
