import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";

import { readLive } from "#app/ui/live/reader.ts";

/** Reads the page again when its ticket has a new entry: the stream tells only that there is one that its reader may read. */
export function useNews(session: string, slug: string, number: number): void {
  const { revalidate } = useRevalidator();
  const again = useRef(revalidate);
  again.current = revalidate;
  useEffect(
    () =>
      // No machine is called "-": of this stream only the tickets are wanted.
      readLive(session, `/projects/${slug}/live?machine=-`, (message) => {
        if (message.type === "ticket" && message.ticket.number === number) again.current();
      }),
    [session, slug, number],
  );
}
