import { useTranslation } from "react-i18next";

import { parseInstant, parseOptionalInstant } from "#app/ui/instants.ts";
import { Act } from "#app/ui/record/act.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

/** A token as a page gets it: instants are ISO texts. */
export interface ShownApiToken {
  readonly id: number;
  readonly name: string;
  readonly scopes: readonly string[];
  /** Names; null for all projects of its user. */
  readonly projects: readonly string[] | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
}

/** Tokens that work now, and the way to end each. `intent` is the form that revokes, told `tokenId`. */
export function ApiTokens({ tokens, intent }: { tokens: readonly ShownApiToken[]; intent: string }) {
  const { t } = useTranslation("identity");
  const format = useFormat();
  return (
    <ul className="record-rows">
      {tokens.map(({ id, name, scopes, projects, expiresAt, lastUsedAt }) => {
        const used = parseOptionalInstant(lastUsedAt);
        return (
          <li key={id} className="record-line">
            <div className="min-w-0">
              <b>{name}</b>
              <p className="text-ink2">
                {scopes.map((scope) => t(`tokens.scopes.${scope}`)).join(", ")}
                {" · "}
                {projects?.join(", ") ?? t("tokens.allProjects")}
              </p>
              <p className="label">
                {t("tokens.until", { when: format.dateTime(parseInstant(expiresAt)) })}
                {" · "}
                {used ? t("tokens.used", { when: format.dateTime(used) }) : t("tokens.unused")}
              </p>
            </div>
            <Act
              intent={intent}
              hidden={{ tokenId: id }}
              label={t("tokens.revoke")}
              title={t("tokens.revokeTitle", { name })}
              consequence={t("tokens.revokeConsequence")}
              verb={t("tokens.revokeVerb", { name })}
            />
          </li>
        );
      })}
    </ul>
  );
}
