import { useCallback, useEffect, useRef, useState } from "react";

interface Aside<T> {
  /** What was read last. */
  readonly data?: T;
  readonly state: "unread" | "reading" | "read" | "failed";
}

type Load = (address: string, form?: URLSearchParams) => void;

/**
 * Reads beside the page what the loader of a route tells ("routes/search"), or its action of a form; the last asked for
 * wins. What cannot be read leaves the page as it stands, where a fetcher's failure puts the error page in place of what somebody is typing.
 */
export function useAside<T>(route: string): Aside<T> & { readonly load: Load } {
  const [aside, tell] = useState<Aside<T>>({ state: "unread" });
  const asked = useRef<AbortController>();
  const load = useCallback(
    (address: string, form?: URLSearchParams) => {
      asked.current?.abort();
      asked.current = new AbortController();
      const { signal } = asked.current;
      tell(({ data }) => ({ data, state: "reading" }));
      answerOf<T>(route, address, { signal, ...(form && { method: "POST", body: form }) }).then(
        (data) => tell({ data, state: "read" }),
        () => signal.aborted || tell(({ data }) => ({ data, state: "failed" })),
      );
    },
    [route],
  );
  useEffect(() => () => asked.current?.abort(), []);
  return { ...aside, load };
}

async function answerOf<T>(route: string, address: string, request: RequestInit): Promise<T> {
  const url = new URL(address, window.location.href);
  url.searchParams.set("_data", route);
  const answer = await fetch(url, request);
  // A redirect (signed out meanwhile) comes as an empty answer with a header.
  if (answer.status !== 200) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}
