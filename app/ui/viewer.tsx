import { createContext, type ReactNode, useContext } from "react";

import type { Locale } from "./locale.ts";
import type { Theme } from "./theme.ts";

/** Where the viewer may go from every page. `key` stands under `ui:places` in the texts. */
export interface ViewerPlace {
  readonly key: string;
  readonly to: string;
}

/** The viewer's unread notices, and the name of the worker that tells how many there are from now on. */
export interface ViewerNotices {
  readonly unread: number;
  readonly session: string;
}

/** Who looks at the page, as far as the frame needs to know. `name` is null before sign-in. */
export interface Viewer {
  readonly name: string | null;
  readonly places: readonly ViewerPlace[];
  /** Staff who look as somebody of a client: nothing can be written meanwhile. */
  readonly seenAs: { readonly role: string; readonly clientName: string } | null;
  /** Null before sign-in. */
  readonly notices?: ViewerNotices | null;
  readonly locale: Locale;
  readonly theme: Theme | null;
}

const ViewerContext = createContext<Viewer | null>(null);

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return <ViewerContext.Provider value={viewer}>{children}</ViewerContext.Provider>;
}

export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error("useViewer needs a ViewerProvider above it");
  return viewer;
}
