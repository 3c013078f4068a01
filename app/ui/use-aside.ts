import { useCallback, useEffect, useRef, useState } from "react";

interface Aside<T> {
  /** What was read last. */
  readonly data?: T;
  readonly state: "unread" | "reading" | "read" | "failed";
}

/**
 * Reads beside the page what the loader of a route tells ("routes/search"); the last asked for wins. What cannot be read
 * leaves the page as it stands, where a fetcher's failure puts the error page in place of what somebody is typing.
 */
export function useAside<T>(route: string): Aside<T> & { readonly load: (address: string) => void } {
  const [aside, tell] = useState<Aside<T>>({ state: "unread" });
  const asked = useRef<AbortController>();
  const load = useCallback(
    (address: string) => {
      asked.current?.abort();
      asked.current = new AbortController();
      const { signal } = asked.current;
      tell(({ data }) => ({ data, state: "reading" }));
      loaderData<T>(route, address, signal).then(
        (data) => tell({ data, state: "read" }),
        () => signal.aborted || tell(({ data }) => ({ data, state: "failed" })),
      );
    },
    [route],
  );
  useEffect(() => () => asked.current?.abort(), []);
  return { ...aside, load };
}

async function loaderData<T>(route: string, address: string, signal: AbortSignal): Promise<T> {
  const url = new URL(address, window.location.href);
  url.searchParams.set("_data", route);
  const answer = await fetch(url, { signal });
  // A redirect (signed out meanwhile) comes as an empty answer with a header.
  if (answer.status !== 200) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}
