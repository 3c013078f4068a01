import { useTranslation } from "react-i18next";

import { Verdict } from "#app/ui/verdict.tsx";
import { urgencyOf } from "#domain/updates/pending.ts";

import { receivedMachine } from "./received.ts";
import type { UpdatesData } from "./route.tsx";

/** What presses most, in a sentence. */
export function UpdatesVerdict({ machines }: Pick<UpdatesData, "machines">) {
  const { t } = useTranslation("updates");
  const urgencies = machines.map((one) => urgencyOf(receivedMachine(one)));
  const count = (urgency: (typeof urgencies)[number]) => urgencies.filter((one) => one === urgency).length;
  const [over, security, unknown] = [count("endOfLife"), count("security"), count("unknown")];
  const text =
    over > 0
      ? t("verdict.endOfLife", { count: over })
      : security > 0
        ? t("verdict.security", { count: security })
        : unknown > 0
          ? t("verdict.unknown", { count: unknown })
          : t("verdict.none");
  const state = over + security > 0 ? "warn" : unknown > 0 ? "mute" : "ok";
  return <Verdict state={state}>{text}</Verdict>;
}
