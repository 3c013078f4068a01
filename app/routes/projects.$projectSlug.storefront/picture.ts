import type { SerializeFrom } from "@remix-run/node";

import type { loader } from "./route.tsx";

/** What the loader sends of a shop. */
export type Picture = NonNullable<SerializeFrom<typeof loader>["picture"]>;
