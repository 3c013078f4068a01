import { useMemo } from "react";

import type { ChartMark } from "#app/ui/chart-stack.tsx";
import { parseInstant } from "#app/ui/instants.ts";
import { FindingSentence } from "#app/ui/live/finding.tsx";

import type { SentChange } from "./types.ts";

/** The machine's changes of state as marks of its charts. */
export function useMarks(machine: string, changes: readonly SentChange[]): ChartMark[] {
  return useMemo(
    () =>
      changes.map((change) => {
        const at = parseInstant(change.at);
        return {
          id: `state ${at}`,
          at,
          title: <FindingSentence kind="change" machine={machine} state={change} before={change.before} now={at} />,
        };
      }),
    [machine, changes],
  );
}
