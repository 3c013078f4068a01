import { type ActionFunctionArgs, json } from "@remix-run/node";
import { Form, Link, useActionData, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";

import { callAuth } from "#app/http/auth-call.server.ts";
import { problemOfAuth } from "#app/http/auth-problems.ts";
import { problemsOf } from "#app/http/problems.ts";
import { Doorway } from "#app/ui/doorway.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { TextInput } from "#app/ui/text-input.tsx";

export const handle: PageHandle = { title: (t) => t("identity:forgot.title") };

const ForgotForm = z.object({
  email: z.email("identity:problems.emailMissing").max(190, "identity:problems.emailMissing"),
});

/** Nothing to load; a page without a loader has no title. */
export function loader() {
  return json({});
}

/** A known address takes a few milliseconds more than an unknown one; nobody is to measure which is which. */
const SAME_TIME_MS = 300;

export async function action({ request }: ActionFunctionArgs) {
  const fields = Object.fromEntries(await request.formData());
  const form = ForgotForm.safeParse(fields);
  if (!form.success)
    return json({ problems: problemsOf(form.error), email: String(fields.email ?? ""), sent: false }, 400);

  const [answer] = await Promise.all([
    callAuth(request, "/request-password-reset", { email: form.data.email }),
    new Promise((resolve) => setTimeout(resolve, SAME_TIME_MS)),
  ]);
  const problems: Record<string, string> = answer.ok ? {} : { form: problemOfAuth(answer) };
  return json({ problems, email: form.data.email, sent: answer.ok }, answer.ok ? 200 : answer.status);
}

export default function ForgotPasswordPage() {
  const { t } = useTranslation("identity");
  const answer = useActionData<typeof action>();
  const sending = useNavigation().state === "submitting";
  return (
    <Doorway
      title={t("forgot.title")}
      lead={t("forgot.lead")}
      problem={answer?.problems.form}
      notice={answer?.sent ? t("forgot.sent", { email: answer.email }) : undefined}
    >
      <Form method="post" className="form" noValidate>
        <TextInput
          name="email"
          type="email"
          label={t("fields.email")}
          autoComplete="username"
          defaultValue={answer?.email}
          problem={answer?.problems.email}
        />
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <button className="button button-primary" type="submit" disabled={sending}>
            {t("forgot.submit")}
          </button>
          <Link to="/sign-in">{t("forgot.back")}</Link>
        </div>
      </Form>
    </Doorway>
  );
}
