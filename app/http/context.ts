import type { AppLoadContext } from "@remix-run/node";

declare module "@remix-run/node" {
  interface AppLoadContext {
    /** Nonce of this response's Content-Security-Policy. */
    readonly nonce: string;
    /** Aborted when the response is closed. Streams end by it: Remix's request.signal leaks (facts.md). */
    readonly closed: AbortSignal;
    /** Address of the browser, from the socket or the configured proxy hop. */
    readonly address: string;
    /** Bytes of this response that its socket has not taken yet: Remix writes on regardless, streams must not. */
    readonly backlog: () => number;
    /** The page is asked for by a page that stands, and not as a document. */
    readonly asData: boolean;
  }
}

export type { AppLoadContext };
