import type { SerializeFrom } from "@remix-run/node";
import { useTranslation } from "react-i18next";

import { noonOf, useCapacityWords } from "#app/ui/capacity/words.ts";
import { parseInstant } from "#app/ui/instants.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import type { ExceptionRow } from "#app/ui/verdict.tsx";

import type { CockpitPicture } from "./picture.server.ts";

type Capacity = SerializeFrom<CockpitPicture>["capacity"];
type Place = (projectId: number) => { readonly home: string; readonly name: string };

/** What runs short without anybody doing something about it, and the actions that wait for the team. */
export function useCapacityOurs(): (capacity: Capacity, place: Place) => ExceptionRow[] {
  const { t } = useTranslation("cockpit");
  const words = useCapacityWords();
  const format = useFormat();
  return ({ short, due }, place) => [
    ...short.map(({ projectId, key, worst, others }) => {
      const { home, name } = place(projectId);
      const facts = { thing: words.thing(worst), between: words.between(worst), name, count: others };
      return {
        key: `short-${projectId}`,
        state: worst.answer === "over" ? ("crit" as const) : ("warn" as const),
        word: t("word.short"),
        fact: t(others > 0 ? "capacity.shortAnd" : "capacity.short", facts),
        link: { to: `${home}/capacity/actions?about=${encodeURIComponent(key)}`, text: t("open.short") },
      };
    }),
    ...due.map(({ id, projectId, title, why, dueOn, answeredByName }) => {
      const { home, name } = place(projectId);
      const day = dueOn === null ? "" : format.fullDay(noonOf(dueOn));
      return {
        key: `action-${id}`,
        state: why === "otherwise" ? ("you" as const) : ("warn" as const),
        word: t(`word.action.${why}`),
        fact: t(dueOn === null ? `capacity.undated.${why}` : `capacity.due.${why}`, {
          title,
          day,
          name,
          who: answeredByName,
        }),
        link: { to: `${home}/capacity/actions#action-${id}`, text: t("open.action") },
      };
    }),
  ];
}

/** Proposals that the clients have not answered. */
export function useCapacityTheirs(): (capacity: Capacity, place: Place, now: number) => ExceptionRow[] {
  const { t } = useTranslation("cockpit");
  const format = useFormat();
  return ({ unanswered }, place, now) =>
    unanswered.map(({ id, projectId, title, proposedAt }) => {
      const { home, name } = place(projectId);
      return {
        key: `action-${id}`,
        state: "sign" as const,
        fact: t("capacity.unanswered", { title, name, since: format.moment(parseInstant(proposedAt), now) }),
        link: { to: `${home}/capacity/actions#action-${id}`, text: t("open.action") },
      };
    });
}
