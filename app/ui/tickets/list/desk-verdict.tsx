import { useTranslation } from "react-i18next";

import { Verdict } from "#app/ui/verdict.tsx";

import type { ShownList } from "./shown.ts";

/** What is to be done now, in a sentence or two. */
export function DeskVerdict({ counts, isStaff }: Pick<ShownList, "counts" | "isStaff">) {
  const { t } = useTranslation("tickets");
  if (!isStaff) {
    const asked = counts.waitsClient;
    return (
      <Verdict state={asked > 0 ? "you" : "ok"}>
        {asked > 0 ? t("now.asked", { count: asked }) : t("now.nothingAsked")}
        {counts.waitsUs > 0 && t("now.withUs", { count: counts.waitsUs })}
      </Verdict>
    );
  }
  const state = counts.near > 0 || counts.urgent > 0 ? "warn" : counts.waitsUs > 0 ? "plan" : "ok";
  return (
    <Verdict state={state}>
      {counts.waitsUs === 0 ? t("now.nothing") : t("now.waits", { count: counts.waitsUs })}
      {sentence()}
    </Verdict>
  );

  function sentence() {
    if (counts.near > 0) return t("now.near", { count: counts.near });
    if (counts.urgent > 0) return t("now.urgent", { count: counts.urgent });
    return counts.nobody > 0 ? t("now.nobody", { count: counts.nobody }) : null;
  }
}
