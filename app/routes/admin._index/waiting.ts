import type { TFunction } from "i18next";

import type { ExceptionRow } from "#app/ui/verdict.tsx";

/** What the page knows of the work that waits for the reader. */
export interface Waiting {
  readonly unenrolled: number;
  readonly waiting: number;
  readonly invitations: number;
  readonly unmanaged: readonly Named[];
  readonly withoutMachines: readonly Named[];
  /** First steps of a platform that has just been set up; each true only for those who may take it. */
  readonly lacks: { readonly client: boolean; readonly project: boolean; readonly emergencyTelephone: boolean };
}

interface Named {
  readonly slug: string;
  readonly name: string;
}

/** One row each, in the order in which the work is best done. */
export function waitingRows(t: TFunction<"admin">, waiting: Waiting): ExceptionRow[] {
  const row = (key: string, fact: string, to: string, text: string): ExceptionRow => ({
    key,
    state: "you",
    word: t("admin:overview.word"),
    fact,
    link: { to, text },
  });
  const { lacks } = waiting;
  const rows: (ExceptionRow | false)[] = [
    lacks.client && row("client", t("admin:overview.noClient"), "/admin/clients/new", t("admin:verbs.addClient")),
    lacks.project && row("project", t("admin:overview.noProject"), "/admin/projects/new", t("admin:verbs.openProject")),
    ...waiting.withoutMachines.map(({ slug, name }) =>
      row(
        `empty ${slug}`,
        t("admin:overview.noMachine", { name }),
        `/admin/projects/${slug}/machines/new`,
        t("admin:verbs.addMachine"),
      ),
    ),
    waiting.unenrolled > 0 &&
      row(
        "none",
        t("admin:overview.unenrolled", { count: waiting.unenrolled }),
        "/admin/machines?enrolment=none",
        t("admin:overview.see"),
      ),
    waiting.waiting > 0 &&
      row(
        "waiting",
        t("admin:overview.waiting", { count: waiting.waiting }),
        "/admin/machines?enrolment=waiting",
        t("admin:overview.see"),
      ),
    ...waiting.unmanaged.map(({ slug, name }) =>
      row(slug, t("admin:overview.unmanaged", { name }), `/admin/projects/${slug}`, t("admin:overview.choose")),
    ),
    waiting.invitations > 0 &&
      row(
        "invitations",
        t("admin:overview.invitations", { count: waiting.invitations }),
        "/admin/users",
        t("admin:overview.see"),
      ),
    lacks.emergencyTelephone &&
      row("emergency", t("admin:overview.noEmergency"), "/admin/provider", t("admin:overview.writeEmergency")),
  ];
  return rows.filter((one) => one !== false);
}
