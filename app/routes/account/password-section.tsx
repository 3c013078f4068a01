import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextInput } from "#app/ui/text-input.tsx";

import type { AccountAnswer } from "./answer.server.ts";
import { Done } from "./done.tsx";

export function PasswordSection({ answer }: { answer: AccountAnswer | undefined }) {
  const { t } = useTranslation("identity");
  return (
    <Section title={t("account.password")}>
      <Done answer={answer} />
      <Form method="post" className="form" action="/account" noValidate key={answer?.done}>
        <input type="hidden" name="intent" value="password" />
        <TextInput
          name="currentPassword"
          type="password"
          label={t("fields.currentPassword")}
          autoComplete="current-password"
          problem={answer?.problems?.currentPassword}
        />
        <TextInput
          name="newPassword"
          type="password"
          label={t("fields.newPassword")}
          autoComplete="new-password"
          help={t("fields.passwordHelp")}
          problem={answer?.problems?.newPassword}
        />
        <Button type="submit">{t("account.changePassword")}</Button>
      </Form>
    </Section>
  );
}
