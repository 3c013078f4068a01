import { useTranslation } from "react-i18next";

import type { Option } from "#app/ui/select.tsx";

export interface PlacedRole {
  readonly role: string;
  /** The client or project that it is on; null for the platform. */
  readonly place: string | null;
}

/** A role and where it is held, in words: "Lecteur, Tyredating". */
export function useRoleWords(): (role: PlacedRole) => string {
  const { t } = useTranslation();
  return ({ role, place }) =>
    place ? t("admin:words.roleAt", { role: t(`roles.${role}`), place }) : t(`roles.${role}`);
}

/** Roles to choose from, as a list's options. */
export function useRoleOptions(roles: readonly (PlacedRole & { readonly value: string })[]): Option[] {
  const { t } = useTranslation("admin");
  const inWords = useRoleWords();
  return [{ value: "", text: t("words.choose") }, ...roles.map((role) => ({ value: role.value, text: inWords(role) }))];
}
