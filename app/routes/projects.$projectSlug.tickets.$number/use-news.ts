import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";

import { readLive } from "#app/ui/live/reader.ts";

interface Shown {
  readonly session: string;
  /** Of the project. */
  readonly slug: string;
  readonly number: number;
  /** The newest entry of the page. */
  readonly latest: number;
}

/** Reads the page again when its ticket has a newer entry: the stream tells only that there is one that its reader may read. */
export function useNews({ session, slug, number, latest }: Shown): void {
  const { revalidate } = useRevalidator();
  const now = useRef({ revalidate, latest });
  now.current = { revalidate, latest };
  useEffect(
    () =>
      // No machine is called "-": of this stream only the tickets are wanted.
      readLive(session, `/projects/${slug}/live?machine=-`, (message) => {
        const isNews =
          message.type === "listening" ||
          (message.type === "ticket" &&
            message.ticket.number === number &&
            message.ticket.entryId > now.current.latest);
        if (isNews) now.current.revalidate();
      }),
    [session, slug, number],
  );
}
