import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, fieldsOf, intentOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { requireProject } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { StatusBoard } from "#app/ui/status/board.tsx";
import { database } from "#db/client.server.ts";
import { servicesOf } from "#domain/availability/queries.server.ts";
import { editStatusPage } from "#domain/status/commands.server.ts";
import { statusPicture } from "#domain/status/picture.server.ts";
import { statusPageOf } from "#domain/status/queries.server.ts";

import { readStatusForm } from "./form.ts";
import { type StatusSettings, StatusSettingsForm } from "./settings.tsx";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug);
  const { project, can } = signedIn;
  const now = Date.now();
  const db = database();
  const [frame, page] = await Promise.all([projectFrame(signedIn), statusPageOf(db, project.id)]);
  const isOn = page !== undefined && page.visibility !== "off";
  const picture = isOn ? await statusPicture(db, project, page, now) : null;
  const settings = can("status.manage") ? await settingsOf(project, page) : null;
  return json({ frame, now, picture, isPublic: page?.visibility === "public", settings });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { project, actor } = await requireProject(request, params.projectSlug, "status.manage");
  const form = await request.formData();
  if (intentOf(form) !== "edit") return refuseForm(form, { form: "common:problems.custom" }, 400);
  const typed = readStatusForm(fieldsOf(form), await servicesOf(database(), project.id));
  if ("problems" in typed) return refuseForm(form, typed.problems, 400);
  const answer = await editStatusPage(database(), project.id, actor, typed.edit);
  if ("refused" in answer) return refuseCommand(form, answer);
  return safeRedirect(donePath(`/projects/${project.slug}/status`, "saved"));
}

type Page = Awaited<ReturnType<typeof statusPageOf>>;

async function settingsOf(
  project: { readonly id: number; readonly name: string },
  page: Page,
): Promise<StatusSettings> {
  const { visibility = "off", title = project.name, locale = "fr", version = 0, components = [] } = page ?? {};
  const names = new Map(components.map((component) => [component.serviceId, component.names]));
  const services = await servicesOf(database(), project.id);
  const named = services.map(({ id, name }) => ({ id, name, names: names.get(id) ?? {} }));
  return { visibility, title, locale, version, services: named };
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("status:title")} · ${frame.project.name}`,
};

export default function StatusOfProject() {
  const { t } = useTranslation("status");
  const { frame, now, picture, isPublic, settings } = useLoaderData<typeof loader>();
  const readers = picture && t(isPublic ? "public" : "private");
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={[{ text: t("title") }]}>
      <PageHeader title={t("title")} qualifier={readers} />
      <DoneNote />
      {isPublic && (
        <p>
          <a href={`/status/${frame.project.slug}`}>{t("seePublic")}</a>
        </p>
      )}
      <div className={settings ? "columns-side" : undefined}>
        <div>
          {picture ? (
            <StatusBoard picture={picture} now={now} as="h2" />
          ) : (
            <EmptyState title={t("off")} text={t("offText")} />
          )}
        </div>
        {settings && <StatusSettingsForm settings={settings} />}
      </div>
    </StillFrame>
  );
}
