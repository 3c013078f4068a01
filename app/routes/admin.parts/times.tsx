import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Age } from "#app/ui/age.tsx";
import { Ruler, type TimeWindow } from "#app/ui/ruler.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import { HOUR, MINUTE } from "./made-up.ts";

/** The ruler in its three lengths and without facts, and ages from fresh to never. */
export function Times({ now }: { now: number }) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  const [window, setWindow] = useState<TimeWindow | null>({ from: now - 6 * HOUR, to: now });
  const day = { from: now - 24 * HOUR, to: now + 12 * HOUR, now };
  const month = { from: now - 30 * 24 * HOUR, to: now, now };
  return (
    <>
      <Ruler
        {...day}
        label={t("parts.rulerDay")}
        window={window}
        onWindow={setWindow}
        lanes={[
          { name: t("parts.shop"), segments: [{ from: day.from, to: now, state: "ok" }] },
          {
            name: t("parts.machines"),
            segments: [
              { from: day.from, to: now - 80 * MINUTE, state: "ok" },
              { from: now - 80 * MINUTE, to: now - 15 * MINUTE, state: "warn", text: t("parts.diskFilling") },
              { from: now - 15 * MINUTE, to: now, state: "mute" },
              { from: now + 7.5 * HOUR, to: now + 8.2 * HOUR, state: "plan", text: t("parts.backup") },
            ],
          },
        ]}
        flags={[
          { at: now - 17.7 * HOUR, text: t("parts.ticketFlag") },
          { at: now - 4.9 * HOUR, text: t("parts.releaseFlag") },
          { at: now + 7.5 * HOUR, text: t("parts.backup"), tone: "sea" },
        ]}
      />
      <p className="label mt-2">
        {window
          ? t("parts.window", { from: format.moment(window.from, now), to: format.moment(window.to, now) })
          : t("parts.noWindow")}
      </p>
      <Ruler
        {...month}
        label={t("parts.rulerMonth")}
        lanes={[
          {
            name: t("parts.oneMachine"),
            segments: [
              { from: month.from, to: now - 12 * 24 * HOUR, state: "ok" },
              { from: now - 12 * 24 * HOUR, to: now - 11.8 * 24 * HOUR, state: "crit" },
              { from: now - 11.8 * 24 * HOUR, to: now, state: "ok" },
            ],
          },
        ]}
      />
      <Ruler {...day} label={t("parts.rulerEmpty")} lanes={[{ name: t("parts.machines"), segments: [] }]} />
      <div className="mt-[34px]" />
      <Section title={t("parts.ages")} note={t("parts.agesNote")}>
        <ul className="grid grid-cols-2 gap-4 tablet:grid-cols-5">
          {[now - 4_000, now - 25 * MINUTE, now - 3 * HOUR, now - 40 * HOUR, null].map((at) => (
            <li key={at}>
              <Age at={at} />
            </li>
          ))}
          <li>
            <Age at={now - 15 * MINUTE} intervalSeconds={10} />
          </li>
        </ul>
      </Section>
    </>
  );
}
