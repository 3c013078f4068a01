import type { SerializeFrom } from "@remix-run/node";

import type { loader } from "./route.tsx";

/** What the page has from its loader. */
export type Shown = SerializeFrom<typeof loader>;
export type Article = Shown["article"];
export type Staff = NonNullable<Shown["staff"]>;
