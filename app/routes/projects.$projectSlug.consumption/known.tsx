import { useTranslation } from "react-i18next";

import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import type { Shown } from "./route.tsx";

/** How the figures are made, and what could not be known. */
export function Known({ consumption: { unknown, total } }: { consumption: Shown["consumption"] }) {
  const { t } = useTranslation("consumption");
  const format = useFormat();
  return (
    <Section title={t("known.title")}>
      <ul className="list-disc pl-5 text-[14px] text-ink2">
        {unknown.map((of) => (
          <li key={of} className="text-ink">
            {t(`unknown.${of}`, { share: format.percent(total.knownShare, 1) })}
          </li>
        ))}
        {["volume", "p95", "hours", "projection"].map((of) => (
          <li key={of}>{t(`known.${of}`)}</li>
        ))}
      </ul>
    </Section>
  );
}
