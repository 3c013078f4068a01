import { useTranslation } from "react-i18next";

import { MARK_OF, spanText } from "#app/ui/availability/words.ts";
import { Section } from "#app/ui/section.tsx";
import { StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { isCounted } from "#domain/availability/verdict.ts";
import type { Loss } from "#domain/storefront/losses.ts";

import type { Shown } from "./month.tsx";
import { OutageOrders } from "./outage-orders.tsx";
import type { OutagePicture } from "./outage-picture.server.ts";
import { OutageFiles, OutageStory } from "./outage-story.tsx";
import { OutageStrokes } from "./outage-strokes.tsx";

interface OutageProps extends Pick<Shown, "losses" | "evidence" | "pictures"> {
  readonly picture: OutagePicture;
  readonly project: string;
  readonly csv: string;
}

/** One outage: what it cost, how the checks saw it, what happened, and what there is to prove it. */
export function Outage({ picture, losses, evidence, pictures, project, csv }: OutageProps) {
  const { t } = useTranslation("availability");
  const format = useFormat();
  const { stoppage, window, orders, checks } = picture;
  const { from, to, verdict } = stoppage;
  const { weekday, day, month } = format.wallClock(from);
  const date = { weekday: t(`weekdays.${weekday}`), day, month: t(`months.${month}`) };
  const duration = format.exactDuration((to - from) / 1_000);
  const loss = losses?.[from];
  return (
    <div id="outage" className="outage-place">
      <Section
        title={t("outageOf.title", { ...date, span: spanText(format, from, to) })}
        note={t(isCounted(verdict) ? "outageOf.lengthCounted" : "outageOf.lengthFree", { duration })}
        side={<StateWord state={MARK_OF[verdict]} word={t(`verdicts.${verdict}`)} />}
      >
        <div className="columns-side outage-sides">
          <div className="min-w-0">
            {losses && <Cost loss={loss} />}
            {orders && orders.points.length > 0 && <OutageOrders {...{ orders, window, loss }} outage={stoppage} />}
            <OutageStrokes checks={checks} window={window} />
          </div>
          <div className="min-w-0">
            <OutageStory picture={picture} />
            <OutageFiles picture={picture} kept={evidence} pictured={pictures[from]} {...{ project, csv }} />
          </div>
        </div>
      </Section>
    </div>
  );
}

/** What was not ordered, with its range; where nobody knows, that. */
function Cost({ loss }: { loss: Loss | undefined }) {
  const { t } = useTranslation("availability");
  const format = useFormat();
  if (!loss) return null;
  if (loss.kind !== "counted") return <p className="text-ink2 outage-cost">{t(`outageOf.cost.${loss.kind}`)}</p>;
  const { usual, low, high } = loss.lostOrders;
  const facts = { count: usual, usual: format.number(usual), low: format.number(low), high: format.number(high) };
  return (
    <p className="outage-cost">
      {usual === 0 ? (
        <b>{t("outageOf.cost.none")}</b>
      ) : (
        <>
          <b>{t("outageOf.cost.counted", facts)}</b>{" "}
          <span className="text-ink2">{t("outageOf.cost.range", facts)}</span>
        </>
      )}
    </p>
  );
}
