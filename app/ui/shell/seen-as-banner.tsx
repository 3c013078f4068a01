import { Form, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { StateMark } from "#app/ui/state-mark.tsx";
import { useViewer } from "#app/ui/viewer.tsx";

/** Over every page while staff look as somebody of a client: as whom, that nothing can be written, and the way back. */
export function SeenAsBanner() {
  const { t } = useTranslation("ui");
  const { seenAs } = useViewer();
  const { pathname, search } = useLocation();
  if (!seenAs) return null;
  return (
    <div className="banner seen-as" role="status">
      <StateMark state="you" />
      <span>{t("seenAs.banner", { role: t(`common:roles.${seenAs.role}`), client: seenAs.clientName })}</span>
      <Form method="post" action="/see-as-oneself" reloadDocument>
        <input type="hidden" name="to" value={pathname + search} />
        <button type="submit" className="button">
          {t("seenAs.end")}
        </button>
      </Form>
    </div>
  );
}
