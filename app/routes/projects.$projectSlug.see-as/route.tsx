import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";

import { fieldsOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { requireProject } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { SelectField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { database } from "#db/client.server.ts";
import { SEEN_AS_ROLES } from "#domain/identity/seen-as.ts";
import { seeAs } from "#domain/identity/seen-as-commands.server.ts";

const SeeAsForm = z.object({ role: z.enum(SEEN_AS_ROLES) });

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "project.see-as");
  return json({ frame: await projectFrame(signedIn), now: Date.now() });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { project, actor, user, sessionId } = await requireProject(request, params.projectSlug, "project.see-as");
  const form = await request.formData();
  const typed = SeeAsForm.safeParse(fieldsOf(form));
  if (!typed.success) return refuseForm(form, problemsOf(typed.error), 400);
  const looker = { actor, userId: user.id, sessionId };
  const seen = await seeAs(database(), looker, { clientId: project.clientId, role: typed.data.role });
  if ("refused" in seen) return refuseCommand(form, seen);
  return safeRedirect(`/projects/${project.slug}`);
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("cockpit:seeAs.title")} · ${frame.project.name}`,
};

export default function SeeAsPage() {
  const { t } = useTranslation("cockpit");
  const { frame, now } = useLoaderData<typeof loader>();
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={[{ text: t("seeAs.title") }]}>
      <PageHeader title={t("seeAs.title")} qualifier={frame.client} />
      <p className="measure">{t("seeAs.text")}</p>
      <RecordForm intent="see-as" verb={t("seeAs.verb")}>
        <SelectField
          name="role"
          label={t("seeAs.role")}
          value="client_admin"
          options={SEEN_AS_ROLES.map((value) => ({ value, text: t(`common:roles.${value}`) }))}
        />
      </RecordForm>
    </StillFrame>
  );
}
