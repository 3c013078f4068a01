import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { useFormat } from "#app/ui/use-format.tsx";

import { Act } from "./act.tsx";
import { type PlacedRole, useRoleWords } from "./roles.tsx";

interface InvitationRow extends PlacedRole {
  readonly id: number;
  readonly email: string;
  readonly expiresAt: string;
}

/** Invitations that can still be accepted, and the way to take one back. */
export function Invitations({ invitations }: { invitations: readonly InvitationRow[] }) {
  const { t } = useTranslation("admin");
  const format = useFormat();
  const inWords = useRoleWords();
  return (
    <ul className="record-rows">
      {invitations.map((invitation) => (
        <li key={invitation.id} className="record-line">
          <p>
            <b>{invitation.email}</b> <span className="dim">· {inWords(invitation)}</span>
            <br />
            <span className="label">
              {t("invitation.until", { when: format.dateTime(parseInstant(invitation.expiresAt)) })}
            </span>
          </p>
          <Act
            intent="withdraw"
            hidden={{ invitationId: invitation.id }}
            label={t("verbs.withdraw")}
            title={t("invitation.withdrawTitle", { email: invitation.email })}
            consequence={t("invitation.withdrawConsequence")}
            verb={t("invitation.withdrawVerb")}
          />
        </li>
      ))}
    </ul>
  );
}
