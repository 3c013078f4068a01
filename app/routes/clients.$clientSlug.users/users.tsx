import { useTranslation } from "react-i18next";

import { Act } from "#app/ui/record/act.tsx";
import { ApiTokens, type ShownApiToken } from "#app/ui/record/api-tokens.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { SelectField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import type { Option } from "#app/ui/select.tsx";

interface ClientUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly twoFactorEnabled: boolean;
  readonly roles: readonly { readonly id: number; readonly role: string }[];
  /** Those that may reach this client. */
  readonly tokens: readonly ShownApiToken[];
}

interface ClientUsersProps {
  readonly users: readonly ClientUser[];
  readonly roles: readonly Option[];
  /** Nobody takes their own administration away: they could not come back. */
  readonly viewerId: string;
}

/** The users of one client, each with the roles they have there and the tokens by which programs speak for them. */
export function ClientUsers({ users, roles, viewerId }: ClientUsersProps) {
  const { t } = useTranslation("admin");
  return (
    <ul className="record-rows">
      {users.map((user) => (
        <li key={user.id}>
          <div className="record-line">
            <b>{user.name}</b>
            <span className="label">
              {user.email} · {t(user.twoFactorEnabled ? "words.twoFactor" : "words.noTwoFactor")}
            </span>
          </div>
          <ul>
            {user.roles.map((held) => (
              <li key={held.id} className="record-line py-1 text-[14px]">
                <span>{t(`common:roles.${held.role}`)}</span>
                {(user.id !== viewerId || held.role !== "client_admin") && (
                  <Act
                    intent="revoke"
                    hidden={{ membershipId: held.id }}
                    label={t("verbs.revoke")}
                    title={t("user.revokeTitle", { name: user.name, role: t(`common:roles.${held.role}`) })}
                    consequence={t("user.revokeConsequence")}
                    verb={t("user.revokeVerb")}
                  />
                )}
              </li>
            ))}
          </ul>
          {user.tokens.length > 0 && (
            <>
              <h3 className="label mt-2">{t("identity:tokens.section")}</h3>
              <ApiTokens tokens={user.tokens} intent="revokeToken" />
            </>
          )}
          <Disclosure summary={t("verbs.grant")} intent="grant" hidden={{ userId: user.id }}>
            <RecordForm intent="grant" hidden={{ userId: user.id }} verb={t("verbs.grant")}>
              <SelectField name="role" label={t("columns.role")} help={t("help.clientRoles")} options={roles} />
            </RecordForm>
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}
