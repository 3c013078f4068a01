import { json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { projectFrame } from "#app/http/project-frame.server.ts";
import { requireProject } from "#app/http/require.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { Section } from "#app/ui/section.tsx";
import { database } from "#db/client.server.ts";
import { updatesOf } from "#domain/updates/queries.server.ts";

import { MachineRow } from "./machine-row.tsx";
import { usePlanAddress } from "./plan-address.ts";
import { UpdatesVerdict } from "./updates-verdict.tsx";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "update.read");
  const now = new Date();
  const [frame, machines] = await Promise.all([
    projectFrame(signedIn),
    updatesOf(database(), signedIn.project.id, now),
  ]);
  return json({ frame, now: now.getTime(), machines, mayPlan: signedIn.can("intervention.plan") });
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("updates:title")} · ${frame.project.name}`,
};

export type UpdatesData = ReturnType<typeof useLoaderData<typeof loader>>;

/** What the machines' systems wait for, the most pressing first, and the way to plan it. */
export default function UpdatesPage() {
  const { t } = useTranslation("updates");
  const { frame, now, machines, mayPlan } = useLoaderData<typeof loader>();
  const { slug } = frame.project;
  const planOf = usePlanAddress(slug);
  const urgent = machines.filter(({ report }) => (report?.security ?? 0) > 0);
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={[{ text: t("title") }]}>
      <PageHeader title={t("title")} />
      <UpdatesVerdict machines={machines} />
      {mayPlan && urgent.length > 0 && (
        <p className="mt-4 mb-4">
          <Link className="button button-primary" to={planOf(urgent, { onlySecurity: true })}>
            {t("planSecurity", { count: urgent.length })}
          </Link>
        </p>
      )}
      <Section title={t("byMachine")} note={t("byUrgency")}>
        {machines.length === 0 && <EmptyState title={t("none")} text={t("noneText")} />}
        <ul className="updates">
          {machines.map((one) => (
            <li key={one.machine} id={one.machine}>
              <MachineRow
                one={one}
                slug={slug}
                now={now}
                plan={mayPlan ? planOf([one], { onlySecurity: false }) : null}
              />
            </li>
          ))}
        </ul>
      </Section>
    </StillFrame>
  );
}
