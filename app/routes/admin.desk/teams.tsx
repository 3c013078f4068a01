import { useTranslation } from "react-i18next";

import { Act } from "#app/ui/record/act.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { CheckList, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import type { DeskData } from "./route.tsx";

/** Who takes tickets together. A team that ever had a ticket stays: threads name it. */
export function Teams({ teams, staff }: Pick<DeskData, "teams" | "staff">) {
  const { t } = useTranslation("admin");
  const list = new Intl.ListFormat(useFormat().locale);
  return (
    <Section title={t("desk.teams")} note={t("desk.teamsNote")}>
      <ul className="record-rows">
        {teams.map(({ id, name, tickets, members }) => (
          <li key={id}>
            <div className="record-line">
              <b>{name}</b>
              <span>{members.length === 0 ? t("desk.noMembers") : list.format(members.map((one) => one.name))}</span>
              <span className="label">{t("desk.tickets", { count: tickets })}</span>
            </div>
            <div className="record-acts">
              <Disclosure summary={t("desk.setMembers")} intent="setTeamMembers" hidden={{ teamId: id }}>
                <RecordForm intent="setTeamMembers" hidden={{ teamId: id }} verb={t("desk.setMembers")}>
                  <CheckList
                    name="memberIds"
                    label={t("desk.members")}
                    chosen={members.map((one) => one.id)}
                    options={staff.map((one) => ({ value: one.id, text: one.name }))}
                  />
                </RecordForm>
              </Disclosure>
              <Disclosure summary={t("desk.rename")} intent="renameTeam" hidden={{ teamId: id }}>
                <RecordForm intent="renameTeam" hidden={{ teamId: id }} verb={t("desk.rename")}>
                  <TextField name="name" label={t("desk.fields.name")} value={name} maxLength={80} required />
                </RecordForm>
              </Disclosure>
              {tickets === 0 && (
                <Act
                  intent="removeTeam"
                  hidden={{ teamId: id }}
                  label={t("verbs.remove")}
                  title={t("desk.removeTeam", { name })}
                  consequence={t("desk.removeTeamText")}
                  verb={t("verbs.remove")}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
      <Disclosure summary={t("desk.addTeam")} intent="addTeam">
        <RecordForm intent="addTeam" verb={t("desk.addTeam")}>
          <TextField name="name" label={t("desk.fields.name")} maxLength={80} required />
        </RecordForm>
      </Disclosure>
    </Section>
  );
}
