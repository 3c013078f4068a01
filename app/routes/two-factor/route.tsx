import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { callAuth } from "#app/http/auth-call.server.ts";
import { problemOfAuth } from "#app/http/auth-problems.ts";
import { problemsOf } from "#app/http/problems.ts";
import { signedInOrNull } from "#app/http/require.server.ts";
import { safePath, safeRedirect } from "#app/http/safe-redirect.ts";
import { Doorway } from "#app/ui/doorway.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { TextInput } from "#app/ui/text-input.tsx";

import { TwoFactorForm } from "./form.ts";

export const handle: PageHandle = { title: (t) => t("identity:twoFactor.title") };

/** The second step of signing in. Who comes without the first is told so by the action: the page knows nothing of them. */
export async function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const to = safePath(url.searchParams.get("to"));
  if (await signedInOrNull(request)) return safeRedirect(to);
  return json({ to, recovery: url.searchParams.get("with") === "recovery" });
}

export async function action({ request }: ActionFunctionArgs) {
  const form = TwoFactorForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return json({ problems: problemsOf(form.error) }, 400);

  const path = form.data.with === "recovery" ? "/two-factor/verify-backup-code" : "/two-factor/verify-totp";
  const answer = await callAuth(request, path, { code: form.data.code });
  if (!answer.ok) {
    return json({ problems: { code: problemOfAuth(answer) } }, { status: answer.status, headers: answer.headers });
  }
  return safeRedirect(form.data.to, { headers: answer.headers });
}

export default function TwoFactorPage() {
  const { t } = useTranslation("identity");
  const { to, recovery } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const sending = useNavigation().state === "submitting";
  const other = `/two-factor?to=${encodeURIComponent(to)}${recovery ? "" : "&with=recovery"}`;
  return (
    <Doorway title={t("twoFactor.title")} lead={t(recovery ? "twoFactor.leadRecovery" : "twoFactor.lead")}>
      <Form method="post" className="form" noValidate key={String(recovery)}>
        <input type="hidden" name="to" value={to} />
        <input type="hidden" name="with" value={recovery ? "recovery" : "app"} />
        <TextInput
          name="code"
          label={t(recovery ? "fields.recoveryCode" : "fields.code")}
          inputMode={recovery ? "text" : "numeric"}
          autoComplete="one-time-code"
          problem={answer?.problems.code}
          className="mono"
        />
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <button className="button button-primary" type="submit" disabled={sending}>
            {t("twoFactor.submit")}
          </button>
          <Link to={other}>{t(recovery ? "twoFactor.useApp" : "twoFactor.useRecovery")}</Link>
        </div>
        <p className="mt-5">
          <Link to="/sign-in">{t("twoFactor.again")}</Link>
        </p>
      </Form>
    </Doorway>
  );
}
