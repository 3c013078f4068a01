import { useTranslation } from "react-i18next";

import { parseInstant, parseOptionalInstant } from "#app/ui/instants.ts";
import { Tag } from "#app/ui/tag.tsx";
import { KeptWindowQuote, WindowToCome } from "#app/ui/tickets/kept-window.tsx";
import type { ShownWindow } from "#domain/tickets/kept-front.ts";

import { Entry, type ShownEntry } from "./entry.tsx";
import type { TicketData } from "./route.tsx";

interface ThreadProps extends Pick<TicketData, "thread" | "memory" | "frame"> {
  /** Name of the client. */
  readonly client: string;
}

/** What was said and done, oldest first. */
export function Thread({ thread, client, memory, frame }: ThreadProps) {
  const windows = new Map(memory.windows.map(({ entryId, window }) => [entryId, window]));
  return (
    <ol className="entries-list" aria-live="polite" aria-relevant="additions">
      {thread.map((entry) => (
        <li key={entry.id} id={`entry-${entry.id}`}>
          {entry.kind === "window" ? (
            <Kept entry={entry} window={windows.get(entry.id) ?? null} frame={frame} />
          ) : (
            <Entry entry={entry} client={client} />
          )}
        </li>
      ))}
      {memory.toCome.map(({ from, to, requestedAt, failures }) => (
        <li key={`to come ${from} ${requestedAt}`}>
          <WindowToCome
            from={parseInstant(from)}
            to={parseOptionalInstant(to)}
            requestedAt={parseInstant(requestedAt)}
            failures={failures}
          />
        </li>
      ))}
    </ol>
  );
}

/** A kept window, and whether it is among staff. Its ticket stands in the address. */
function Kept({ entry, window, frame }: Pick<TicketData, "frame"> & { entry: ShownEntry; window: ShownWindow | null }) {
  const { t } = useTranslation("tickets");
  return (
    <div className={entry.isPublic ? "entry-window" : "entry-window entry-window-note"}>
      {!entry.isPublic && (
        <p className="entry-head">
          <Tag tone="dashed">{t("entry.note")}</Tag>
        </p>
      )}
      <KeptWindowQuote window={window} project={frame.project} whole={`windows/${entry.id}`} />
    </div>
  );
}
