import { Entry } from "./entry.tsx";
import type { TicketData } from "./route.tsx";

/** What was said and done, oldest first. */
export function Thread({ thread, client }: { thread: TicketData["thread"]; client: string }) {
  return (
    <ol className="entries-list" aria-live="polite" aria-relevant="additions">
      {thread.map((entry) => (
        <li key={entry.id} id={`entry-${entry.id}`}>
          <Entry entry={entry} client={client} />
        </li>
      ))}
    </ol>
  );
}
