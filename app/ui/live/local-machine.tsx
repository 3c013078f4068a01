import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Section } from "#app/ui/section.tsx";

import { MachineTile } from "./machine-tile.tsx";
import type { MachineOnPage } from "./use-machines-now.ts";

/** « Cette machine »: the one on which Timonerie runs, apart from the platform and from its counts. */
export function LocalMachine({ machines }: { machines: readonly MachineOnPage[] }) {
  const { t } = useTranslation("machines");
  const [local] = machines;
  if (!local) return null;
  const { name, machine, now } = local;
  return (
    <Section
      title={t("local")}
      side={<Link to={`/projects/${machine.project}/machines/${name}`}>{t("see", { machine: name })}</Link>}
    >
      <p className="label mb-3">{t("localText")}</p>
      <div className="local-tile">
        <MachineTile machine={machine} at={now} />
      </div>
    </Section>
  );
}
