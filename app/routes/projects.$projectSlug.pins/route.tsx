import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, fieldsOf, intentOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { requireProject } from "#app/http/require.server.ts";
import { safePath, safeRedirect } from "#app/http/safe-redirect.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { database } from "#db/client.server.ts";
import { putPin, takeOffPin } from "#domain/pins/commands.server.ts";
import { PIN_READERS } from "#domain/pins/pin.ts";
import { pinsOf } from "#domain/pins/queries.server.ts";

import { PutForm, TakeOffForm } from "./form.ts";
import { Pins } from "./pins.tsx";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "pin.write");
  const [frame, pins] = await Promise.all([projectFrame(signedIn), pinsOf(database(), signedIn.project.id)]);
  return json({ frame, pins, now: Date.now() });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { project, actor } = await requireProject(request, params.projectSlug, "pin.write");
  const form = await request.formData();
  if (intentOf(form) === "put") {
    const typed = PutForm.safeParse(fieldsOf(form));
    if (!typed.success) return refuseForm(form, problemsOf(typed.error), 400);
    const { pagePath, pageTitle, ...pin } = typed.data;
    const put = await putPin(database(), project.id, actor, { ...pin, path: safePath(pagePath), title: pageTitle });
    if ("refused" in put) return refuseCommand(form, put);
    // The form stands on every page of the project, and its reader stays there.
    return json({ pinned: put.id });
  }
  const typed = TakeOffForm.safeParse(fieldsOf(form));
  if (!typed.success) return refuseForm(form, problemsOf(typed.error), 400);
  const off = await takeOffPin(database(), project.id, actor, typed.data.pinId);
  if ("refused" in off) return refuseCommand(form, off);
  return safeRedirect(donePath(`/projects/${project.slug}/pins`, "pinTakenOff"));
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("cockpit:pins.title")} · ${frame.project.name}`,
};

export default function PinsPage() {
  const { t } = useTranslation("cockpit");
  const { frame, pins, now } = useLoaderData<typeof loader>();
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={[{ text: t("pins.title") }]}>
      <PageHeader title={t("pins.title")} qualifier={t("pins.qualifier")} />
      <DoneNote />
      {PIN_READERS.map((readers) => (
        <Pins key={readers} readers={readers} pins={pins.filter((pin) => pin.for === readers)} />
      ))}
    </StillFrame>
  );
}
