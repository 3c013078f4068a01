import { useTranslation } from "react-i18next";

import type { State } from "#app/ui/state-mark.tsx";
import { Verdict } from "#app/ui/verdict.tsx";
import { useViewer } from "#app/ui/viewer.tsx";
import type { Judgement } from "#domain/storefront/judgement.ts";
import { fallSentence, judgementSentence, recoverySentence } from "#domain/storefront/words.ts";

import type { Picture } from "./picture.ts";

const STATES: Readonly<Record<Judgement["kind"], State>> = {
  selling: "ok",
  fallen: "crit",
  unknown: "mute",
  too_few: "mute",
  too_little_history: "mute",
};

/** Is the shop selling as it should? The same sentence as in the mail, where it fell. */
export function ShopVerdict({ picture, timeZone }: { picture: Picture; timeZone: string }) {
  const { t } = useTranslation("storefront");
  const { locale } = useViewer();
  const reader = { locale, timeZone };
  const { judgement, fall } = picture.sales;
  const told = picture.fall;
  return (
    <div className="hero-single">
      <Verdict state={STATES[judgement.kind]}>
        {fall ? fallSentence(fall, reader) : judgementSentence(judgement, reader)}
      </Verdict>
      {told && told.endedAt !== null && <p className="label">{recoverySentence(told.facts, told.endedAt, reader)}</p>}
      {told && told.endedAt === null && <p className="label">{t("told")}</p>}
    </div>
  );
}
