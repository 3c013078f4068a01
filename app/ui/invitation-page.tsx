import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Button, LinkButton } from "./button.tsx";
import { Doorway } from "./doorway.tsx";
import { TextInput } from "./text-input.tsx";

interface InvitationPageProps {
  readonly title: string;
  readonly lead: string;
  /** Null when the link opens nothing any more. */
  readonly invitation: { readonly email: string; readonly name: string } | null;
  readonly answer?: {
    readonly problems: Readonly<Record<string, string>>;
    readonly name: string;
    readonly email: string;
  };
}

/** An account to be made: its address is the invitation's, its name and password are chosen here. */
export function InvitationPage({ title, lead, invitation, answer }: InvitationPageProps) {
  const { t } = useTranslation("identity");
  const sending = useNavigation().state === "submitting";
  if (!invitation) {
    return (
      <Doorway title={t("invitation.gone")} lead={t("invitation.goneLead")}>
        <LinkButton to="/sign-in">{t("signIn.submit")}</LinkButton>
      </Doorway>
    );
  }
  const problems = answer?.problems ?? {};
  return (
    <Doorway title={title} lead={lead} problem={problems.form}>
      <Form method="post" className="form" noValidate>
        <TextInput
          name={invitation.email ? "shownEmail" : "email"}
          type="email"
          label={t("fields.email")}
          autoComplete="username"
          defaultValue={invitation.email || answer?.email}
          readOnly={invitation.email !== ""}
          problem={problems.email}
        />
        <TextInput
          name="name"
          label={t("fields.name")}
          autoComplete="name"
          defaultValue={answer?.name ?? invitation.name}
          problem={problems.name}
        />
        <TextInput
          name="password"
          type="password"
          label={t("fields.password")}
          autoComplete="new-password"
          help={t("fields.passwordHelp")}
          problem={problems.password}
        />
        <Button look="primary" type="submit" disabled={sending}>
          {t("invitation.submit")}
        </Button>
      </Form>
    </Doorway>
  );
}
