import { ZONE } from "../centres/wall-clock.ts";

const FORMAT = new Intl.DateTimeFormat("fr-FR", { dateStyle: "short", timeStyle: "medium", timeZone: ZONE });
const WITHOUT_SECONDS = new Intl.DateTimeFormat("fr-FR", { dateStyle: "short", timeStyle: "short", timeZone: ZONE });

/** An instant on the centres' wall clock, "23/11/2026 12:04". */
export function Moment({ at, seconds = false }: { at: Date; seconds?: boolean }) {
  return <time dateTime={at.toISOString()}>{(seconds ? FORMAT : WITHOUT_SECONDS).format(at)}</time>;
}
