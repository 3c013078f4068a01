import type { useLoaderData } from "@remix-run/react";

import type { loader } from "./route.tsx";

/** An intervention as its page has it. */
export type Shown = ReturnType<typeof useLoaderData<typeof loader>>;
