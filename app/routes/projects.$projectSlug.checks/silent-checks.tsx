import { useTranslation } from "react-i18next";

import { StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import type { ShownCheck } from "./shown.ts";

/** The checks whose probe says nothing for three intervals: nobody looks there. A line each; nothing where all are heard. */
export function SilentChecks({ checks, now }: { checks: readonly ShownCheck[]; now: number }) {
  const { t } = useTranslation("checks");
  const format = useFormat();
  const silent = checks.filter(({ silentSince }) => silentSince !== null);
  if (silent.length === 0) return null;
  return (
    <section className="banner-lines" aria-label={t("silent.label")}>
      {silent.map(({ id, name, probe, silentSince }) => (
        <p key={id} className="banner">
          <StateWord state="mute" word={t("silent.word")} />
          <span>
            {t(probe?.isAdmitted === false ? "silent.refused" : probe ? "silent.elsewhere" : "silent.here", {
              check: name,
              probe: probe?.name,
              since: format.moment(silentSince ?? now, now),
            })}
          </span>
        </p>
      ))}
    </section>
  );
}
