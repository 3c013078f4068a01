import type { useLoaderData } from "@remix-run/react";

import type { loader } from "./route.tsx";

/** What the page was given. */
export type Shown = ReturnType<typeof useLoaderData<typeof loader>>;
