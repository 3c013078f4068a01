import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { Ruler, type RulerFlag } from "#app/ui/ruler.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { TicketState } from "#domain/tickets/ticket.ts";
import { turnOf, turnsOf } from "#domain/tickets/turns.ts";

import type { TicketData } from "./route.tsx";

const HOUR_MS = 3_600_000;

/** The ticket's life: whose turn it was, with us or with the client, and the needle at now. */
export function LifeRuler({ ticket, thread, now }: Pick<TicketData, "ticket" | "thread" | "now">) {
  const { t } = useTranslation("tickets");
  const format = useFormat();
  const openedAt = parseInstant(ticket.createdAt);
  const moves = thread.flatMap((entry) =>
    entry.changes
      .filter(({ field }) => field === "state")
      .map(({ to }) => ({ at: parseInstant(entry.at), to: to as TicketState })),
  );
  const isEnded = turnOf(ticket.state) === "nobody";
  const last = Math.max(now, openedAt + HOUR_MS);
  const end = isEnded ? Math.min(last, (moves.at(-1)?.at ?? last) + HOUR_MS) : last;
  const margin = Math.max((end - openedAt) / 12, HOUR_MS / 4);
  const turns = turnsOf(openedAt, moves, isEnded ? (moves.at(-1)?.at ?? now) : now);
  const lane = (turn: "ours" | "theirs") => ({
    name: t(`ruler.${turn}`),
    segments: turns
      .filter((stretch) => stretch.turn === turn)
      .map(({ from, to }) => ({
        from,
        to,
        state: turn === "ours" ? ("you" as const) : ("plan" as const),
        text: t(`ruler.${turn}Text`),
      })),
  });
  const when = (at: number) => (format.day(at) === format.day(now) ? format.clock(at) : format.moment(at, now));
  const flags: RulerFlag[] = [
    { at: openedAt, text: t("ruler.opened", { when: when(openedAt) }) },
    ...moves.map(({ at, to }) => ({ at, text: t(`ruler.moves.${to}`, { when: when(at) }) })),
  ];
  return (
    <Ruler
      label={t("ruler.label")}
      from={openedAt - margin}
      to={end + margin}
      now={Math.min(now, end + margin)}
      lanes={[lane("ours"), lane("theirs")]}
      flags={flags}
    />
  );
}
