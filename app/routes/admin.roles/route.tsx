import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, fieldsOf, intentOf, refuseCommand, refuseForm } from "#app/http/form-answer.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { requirePlatform } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Act } from "#app/ui/record/act.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { TextField } from "#app/ui/record/fields.tsx";
import type { RecordHandle } from "#app/ui/record/handle.ts";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { database } from "#db/client.server.ts";
import { machineRoleList } from "#domain/machines/registry.server.ts";
import { addMachineRole, editMachineRole, removeMachineRole } from "#domain/machines/role-commands.server.ts";

import { EditedRoleForm, NewRoleForm, RemovedRoleForm } from "./form.ts";

export const handle: RecordHandle = {
  title: (t) => t("admin:entries.roles"),
  crumbs: (t) => [{ text: t("admin:entries.roles") }],
};

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePlatform(request, "machine-role.manage");
  return json({ roles: await machineRoleList(database()) });
}

export async function action({ request }: ActionFunctionArgs) {
  const { actor } = await requirePlatform(request, "machine-role.manage");
  const form = await request.formData();
  const intent = intentOf(form);
  if (intent === "remove") {
    const asked = RemovedRoleForm.safeParse(fieldsOf(form));
    if (!asked.success) return refuseForm(form, problemsOf(asked.error), 400);
    const answer = await removeMachineRole(database(), asked.data.role, actor, asked.data);
    return "refused" in answer ? refuseCommand(form, answer) : safeRedirect(donePath("/admin/roles", "roleRemoved"));
  }
  if (intent === "edit") {
    const asked = EditedRoleForm.safeParse(fieldsOf(form));
    if (!asked.success) return refuseForm(form, problemsOf(asked.error), 400);
    const { role, ...edited } = asked.data;
    const answer = await editMachineRole(database(), role, actor, edited);
    return "refused" in answer ? refuseCommand(form, answer) : safeRedirect(donePath("/admin/roles", "saved"));
  }
  const asked = NewRoleForm.safeParse(fieldsOf(form));
  if (!asked.success) return refuseForm(form, problemsOf(asked.error), 400);
  const answer = await addMachineRole(database(), actor, asked.data);
  if ("refused" in answer) return refuseCommand(form, answer, { badSlug: "slug", nameTaken: "slug" });
  return safeRedirect(donePath("/admin/roles", "roleAdded"));
}

interface Role {
  readonly slug: string;
  readonly nameFr: string;
  readonly nameEn: string;
  readonly nameEs: string;
  readonly tierOrder: number;
  readonly version: number;
  readonly machines: number;
}

export default function RolesPage() {
  const { t } = useTranslation("admin");
  const { roles } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("entries.roles")} />
      <DoneNote />
      <Section title={t("roles.section")} note={t("roles.note")}>
        <ol className="record-rows">
          {roles.map((role) => (
            <RoleRow key={role.slug} role={role} />
          ))}
        </ol>
        <Disclosure summary={t("verbs.addRole")} intent="add">
          <RecordForm intent="add" verb={t("verbs.addRole")} wide>
            <TextField name="slug" label={t("fields.roleSlug")} help={t("help.roleSlug")} required spellCheck={false} />
            <RoleFields />
          </RecordForm>
        </Disclosure>
      </Section>
    </>
  );
}

function RoleRow({ role }: { role: Role }) {
  const { t } = useTranslation("admin");
  const hidden = { role: role.slug, version: role.version };
  return (
    <li>
      <div className="record-line">
        <p>
          <b>{role.nameFr}</b> <span className="mono ml-1.5 text-[13px] text-ink3">{role.slug}</span>
          <span className="label ml-4 whitespace-nowrap">
            EN <span lang="en">{role.nameEn}</span>
          </span>
          <span className="label ml-4 whitespace-nowrap">
            ES <span lang="es">{role.nameEs}</span>
          </span>
        </p>
        <span className="label">{t("words.machines", { count: role.machines })}</span>
      </div>
      <div className="record-acts">
        <Disclosure summary={t("verbs.edit")} intent="edit" hidden={hidden}>
          <RecordForm intent="edit" hidden={hidden} verb={t("verbs.save")} wide>
            <RoleFields role={role} />
          </RecordForm>
          {role.machines === 0 && (
            <div className="mt-4">
              <Act
                intent="remove"
                hidden={hidden}
                label={t("verbs.remove")}
                title={t("roles.removeTitle", { name: role.nameFr })}
                consequence={t("roles.removeConsequence")}
                verb={t("roles.removeVerb", { name: role.nameFr })}
              />
            </div>
          )}
        </Disclosure>
      </div>
    </li>
  );
}

function RoleFields({ role }: { role?: Role }) {
  const { t } = useTranslation("admin");
  return (
    <>
      <TextField name="nameFr" label={t("fields.nameFr")} value={role?.nameFr} required />
      <TextField name="nameEn" label={t("fields.nameEn")} value={role?.nameEn} required />
      <TextField name="nameEs" label={t("fields.nameEs")} value={role?.nameEs} required />
      <TextField
        name="tierOrder"
        inputMode="numeric"
        label={t("fields.tierOrder")}
        help={t("help.tierOrder")}
        value={role?.tierOrder}
        required
      />
    </>
  );
}
