import type { LoaderFunctionArgs } from "@remix-run/node";

import { groupCsv } from "#app/http/group-csv.server.ts";
import { visibleGroup } from "#app/http/groups.server.ts";
import { requireUser } from "#app/http/require.server.ts";

/** The charts of everything that the user may see, as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { memberships } = await requireUser(request);
  const group = await visibleGroup(memberships, new Date());
  return groupCsv(group, "all", new URL(request.url).searchParams, group.timeZone);
}
