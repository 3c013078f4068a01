import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { callAuth } from "#app/http/auth-call.server.ts";
import { problemOfAuth } from "#app/http/auth-problems.ts";
import { problemsOf } from "#app/http/problems.ts";
import { signedInOrNull } from "#app/http/require.server.ts";
import { safePath, safeRedirect } from "#app/http/safe-redirect.ts";
import { demoLoginsAllowed, wellKnownDemoPassword } from "#app/http/settings.server.ts";
import { Doorway } from "#app/ui/doorway.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { database } from "#db/client.server.ts";
import { demoAddresses } from "#domain/identity/queries.server.ts";

import { DemoLogins } from "./demo-logins.tsx";
import { SignInForm } from "./form.ts";
import { PasskeyButton } from "./passkey-button.tsx";

export const handle: PageHandle = { title: (t) => t("identity:signIn.title") };

export async function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const to = safePath(url.searchParams.get("to"));
  if (await signedInOrNull(request)) return safeRedirect(to);
  const isDemoOpen = demoLoginsAllowed(request.headers.get("host"));
  const demo = { addresses: isDemoOpen ? await demoAddresses(database()) : [], password: wellKnownDemoPassword() };
  return json({ to, demo, passwordChanged: url.searchParams.has("changed") });
}

export async function action({ request }: ActionFunctionArgs) {
  const fields = Object.fromEntries(await request.formData());
  const form = SignInForm.safeParse(fields);
  const email = String(fields.email ?? "");
  if (!form.success) return json({ problems: problemsOf(form.error), email }, 400);

  const { password, to } = form.data;
  const answer = await callAuth(request, "/sign-in/email", { email: form.data.email, password });
  if (!answer.ok) return json({ problems: { form: problemOfAuth(answer) }, email }, answer.status);
  const next = safePath(to);
  const needsCode = answer.body.twoFactorRedirect === true;
  return safeRedirect(needsCode ? `/two-factor?to=${encodeURIComponent(next)}` : next, { headers: answer.headers });
}

export default function SignInPage() {
  const { t } = useTranslation("identity");
  const { to, demo, passwordChanged } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const sending = useNavigation().state === "submitting";
  return (
    <Doorway
      title={t("signIn.title")}
      lead={t("signIn.lead")}
      aside={demo.addresses.length > 0 && <DemoLogins {...demo} />}
      problem={answer?.problems.form}
      notice={passwordChanged && !answer ? t("signIn.passwordChanged") : undefined}
    >
      <Form method="post" className="form" noValidate>
        <input type="hidden" name="to" value={to} />
        <TextInput
          name="email"
          type="email"
          label={t("fields.email")}
          autoComplete="username"
          defaultValue={answer?.email}
          problem={answer?.problems.email}
        />
        <TextInput
          name="password"
          type="password"
          label={t("fields.password")}
          autoComplete="current-password"
          problem={answer?.problems.password}
        />
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <button className="button button-primary" type="submit" disabled={sending}>
            {t("signIn.submit")}
          </button>
          <Link to="/forgot-password">{t("signIn.forgot")}</Link>
        </div>
      </Form>
      <PasskeyButton to={to} />
    </Doorway>
  );
}
