import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";

import { callAuth } from "#app/http/auth-call.server.ts";
import { problemOfAuth } from "#app/http/auth-problems.ts";
import { newPassword } from "#app/http/new-password.ts";
import { problemsOf } from "#app/http/problems.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { Doorway } from "#app/ui/doorway.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { TextInput } from "#app/ui/text-input.tsx";

export const handle: PageHandle = { title: (t) => t("identity:reset.title") };

const ResetForm = z.object({
  token: z.string().min(1, "identity:problems.linkExpired").max(200),
  password: newPassword,
});

/** The token is looked at when it is used: a page that told beforehand would be an oracle for guesses. */
export function loader({ request }: LoaderFunctionArgs) {
  return json({ token: new URL(request.url).searchParams.get("token") ?? "" });
}

export async function action({ request }: ActionFunctionArgs) {
  const form = ResetForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return json({ problems: problemsOf(form.error) }, 400);
  const { token, password } = form.data;
  const answer = await callAuth(request, "/reset-password", { token, newPassword: password });
  if (!answer.ok) return json({ problems: { form: problemOfAuth(answer) } as Record<string, string> }, answer.status);
  return safeRedirect("/sign-in?changed");
}

export default function ResetPasswordPage() {
  const { t } = useTranslation("identity");
  const { token } = useLoaderData<typeof loader>();
  const problems = useActionData<typeof action>()?.problems;
  const sending = useNavigation().state === "submitting";
  return (
    <Doorway title={t("reset.title")} lead={t("reset.lead")} problem={problems?.form ?? problems?.token}>
      <Form method="post" className="form" noValidate>
        <input type="hidden" name="token" value={token} />
        <TextInput
          name="password"
          type="password"
          label={t("fields.newPassword")}
          autoComplete="new-password"
          help={t("fields.passwordHelp")}
          problem={problems?.password}
        />
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <button className="button button-primary" type="submit" disabled={sending}>
            {t("reset.submit")}
          </button>
          <Link to="/forgot-password">{t("reset.askAgain")}</Link>
        </div>
      </Form>
    </Doorway>
  );
}
