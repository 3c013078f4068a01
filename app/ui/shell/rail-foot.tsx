import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { useViewer } from "#app/ui/viewer.tsx";

import { LocaleChoice, ThemeChoice } from "./choices.tsx";

/** Who is signed in, and the two choices of reading: language and theme. */
export function RailFoot({ viewerNote, seeAs }: { viewerNote?: string; seeAs?: string }) {
  const { t } = useTranslation("ui");
  const viewer = useViewer();
  return (
    <div className="rail-foot">
      {viewer.name && (
        <>
          <Link className="inline-block text-ink2" to="/account">
            {viewer.name}
          </Link>
          {viewerNote && <p>{viewerNote}</p>}
          {seeAs && (
            <p>
              <Link to={seeAs}>{t("seenAs.choose")}</Link>
            </p>
          )}
          <Form method="post" action="/sign-out" reloadDocument className="choice">
            <button type="submit">{t("shell.signOut")}</button>
          </Form>
        </>
      )}
      <LocaleChoice />
      <ThemeChoice />
    </div>
  );
}
