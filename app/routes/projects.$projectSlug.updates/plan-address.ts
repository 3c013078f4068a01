import { useTranslation } from "react-i18next";

import type { UpdatesData } from "./route.tsx";

type Machine = UpdatesData["machines"][number];

/** So many packages are named in a plan: an address is no longer than browsers and servers take. */
const MOST_NAMED = 12;

/** The form of an intervention, filled in with these machines' updates: two clicks from here it is planned. */
export function usePlanAddress(slug: string) {
  const { t } = useTranslation("updates");
  return (machines: readonly Machine[], { onlySecurity }: { readonly onlySecurity: boolean }): string => {
    const names = machines.map(({ machine }) => machine);
    const lines = machines.flatMap(({ machine, report }) => {
      const packages = (report?.packages ?? []).filter(({ security }) => security || !onlySecurity);
      if (packages.length === 0) return [];
      const named = packages.slice(0, MOST_NAMED).map(({ name, to }) => `${name} ${to}`);
      const more = packages.length - named.length;
      return `${machine}: ${[...named, ...(more > 0 ? [t("plan.more", { count: more })] : [])].join(", ")}`;
    });
    const query = new URLSearchParams([
      ...names.map((name) => ["machine", name]),
      ["title", t(onlySecurity ? "plan.securityTitle" : "plan.title", { machines: names.join(", ") }).slice(0, 180)],
      ["plan", `${t("plan.lead")}\n${lines.join("\n")}`.slice(0, 3_000)],
      ["rollbackPlan", t("plan.rollback")],
      [
        "checklist",
        names
          .map((name) => t("plan.step", { machine: name }))
          .join("\n")
          .slice(0, 1_500),
      ],
    ]);
    return `/projects/${slug}/interventions/new?${query}`;
  };
}
