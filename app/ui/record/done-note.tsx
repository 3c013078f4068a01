import { useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { StateMark } from "#app/ui/state-mark.tsx";

/** One line that says what was just done, out of `?done=`. An unknown word says nothing. */
export function DoneNote() {
  const { t, i18n } = useTranslation("admin");
  const [search] = useSearchParams();
  const done = search.get("done") ?? "";
  if (!/^[a-zA-Z]{1,40}$/.test(done) || !i18n.exists(`admin:done.${done}`)) return null;
  return (
    <p role="status" className="flex items-center gap-2 pt-4 text-[14.5px] text-star">
      <StateMark state="ok" />
      {t(`done.${done}`)}
    </p>
  );
}
