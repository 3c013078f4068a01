import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Age } from "#app/ui/age.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { parseOptionalInstant } from "#app/ui/instants.ts";
import { FALLBACK_LOCALE, isLocale } from "#app/ui/locale.ts";
import { SimulatedMark } from "#app/ui/simulated-mark.tsx";

export interface RegisteredMachine {
  readonly id: number;
  readonly name: string;
  readonly position: string;
  readonly roleNames: { readonly fr: string; readonly en: string; readonly es: string };
  readonly application: string | null;
  readonly projectSlug: string;
  readonly projectName: string;
  readonly clientName: string;
  readonly simulated: boolean;
  readonly retiredAt: string | null;
  readonly seenAt: string | null;
  readonly enrolment: "none" | "waiting" | "enrolled";
}

interface MachineTableProps {
  readonly caption: string;
  readonly machines: readonly RegisteredMachine[];
  /** With the project and client of each, for lists that cross projects. */
  readonly everywhere?: boolean;
  /** Projects whose machines the viewer manages; without it, all. Other machines lead to their page. */
  readonly managed?: readonly string[];
  readonly whenEmpty: ReactNode;
}

/** Machines as administration sees them: enrolled or not, and when they were last heard. */
export function MachineTable({ caption, machines, everywhere, managed, whenEmpty }: MachineTableProps) {
  const { t, i18n } = useTranslation("admin");
  const locale = isLocale(i18n.language) ? i18n.language : FALLBACK_LOCALE;
  const placeOf = (machine: RegisteredMachine) => {
    const isManaged = managed?.includes(machine.projectSlug) ?? true;
    return `${isManaged ? "/admin" : ""}/projects/${machine.projectSlug}/machines/${machine.name}`;
  };
  const columns: Column<RegisteredMachine>[] = [
    {
      key: "name",
      header: t("columns.machine"),
      sortBy: ({ name }) => name,
      cell: (machine) => (
        <span>
          {machine.retiredAt ? (
            <span className="mono">{machine.name}</span>
          ) : (
            <Link className="mono" to={placeOf(machine)}>
              {machine.name}
            </Link>
          )}{" "}
          {machine.position && <span className="dim">{machine.position}</span>} {machine.simulated && <SimulatedMark />}
        </span>
      ),
    },
    {
      key: "project",
      header: t("columns.project"),
      sortBy: ({ projectName }) => projectName,
      cell: ({ projectName, clientName }) => (
        <span>
          {projectName} <span className="dim">· {clientName}</span>
        </span>
      ),
    },
    {
      key: "role",
      header: t("columns.role"),
      sortBy: (row) => row.roleNames[locale],
      cell: (row) => row.roleNames[locale],
    },
    {
      key: "application",
      header: t("columns.application"),
      sortBy: ({ application }) => application,
      cell: ({ application }) => application ?? "–",
    },
    {
      key: "enrolment",
      header: t("columns.enrolment"),
      sortBy: ({ enrolment }) => enrolment,
      cell: ({ enrolment }) => t(`enrolment.state.${enrolment}`),
    },
    {
      key: "seen",
      header: t("columns.seen"),
      numeric: true,
      sortBy: ({ seenAt }) => seenAt,
      cell: ({ seenAt }) => <Age at={parseOptionalInstant(seenAt)} />,
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns.filter(({ key }) => everywhere || key !== "project")}
      rows={machines}
      rowKey={({ id }) => String(id)}
      whenEmpty={whenEmpty}
    />
  );
}
