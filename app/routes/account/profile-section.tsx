import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { LOCALE_NAMES, LOCALES } from "#app/ui/locale.ts";
import { Section } from "#app/ui/section.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextInput } from "#app/ui/text-input.tsx";

import type { AccountAnswer } from "./answer.server.ts";
import { Done } from "./done.tsx";

interface ProfileSectionProps {
  readonly profile: { name: string; telephone: string; locale: string; theme: string };
  readonly memberships: readonly { id: number; role: string; on: string | null }[];
  readonly saved: boolean;
  readonly answer: AccountAnswer | undefined;
}

export function ProfileSection({ profile, memberships, saved, answer }: ProfileSectionProps) {
  const { t } = useTranslation("identity");
  const problems = answer?.problems ?? {};
  const done = saved && !answer ? { intent: "profile", done: "identity:account.saved" } : answer;
  return (
    <div>
      <Section title={t("account.profile")}>
        <Done answer={done} />
        <Form method="post" className="form" action="/account" noValidate>
          <input type="hidden" name="intent" value="profile" />
          <TextInput
            name="name"
            label={t("fields.name")}
            autoComplete="name"
            defaultValue={profile.name}
            problem={problems.name}
          />
          <TextInput
            name="telephone"
            type="tel"
            label={t("fields.telephone")}
            autoComplete="tel"
            help={t("fields.telephoneHelp")}
            defaultValue={profile.telephone}
            problem={problems.telephone}
          />
          <Select
            name="locale"
            label={t("fields.locale")}
            defaultValue={profile.locale}
            options={[
              { value: "", text: t("fields.localeBrowser") },
              ...LOCALES.map((locale) => ({ value: locale, text: LOCALE_NAMES[locale] })),
            ]}
          />
          <Select
            name="theme"
            label={t("fields.theme")}
            defaultValue={profile.theme}
            options={[
              { value: "", text: t("fields.themeSystem") },
              { value: "light", text: t("fields.themeLight") },
              { value: "dark", text: t("fields.themeDark") },
            ]}
          />
          <Button look="primary" type="submit">
            {t("account.save")}
          </Button>
        </Form>
      </Section>
      <Section title={t("account.roles")}>
        {memberships.length === 0 && <p className="label">{t("account.noRole")}</p>}
        <ul>
          {memberships.map(({ id, role, on }) => (
            <li key={id} className="border-b border-hair py-2 last:border-0">
              {t(`common:roles.${role}`)} <span className="dim">· {on ?? t("account.everywhere")}</span>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
