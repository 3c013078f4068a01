import { json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { choosesMachines, livePicture } from "#app/http/live-picture.server.ts";
import { requirePlatform } from "#app/http/require.server.ts";
import { staffFrame } from "#app/http/staff-frame.server.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { revalidatesMachines } from "#app/ui/live/revalidation.ts";
import { StaffFrame } from "#app/ui/live/staff-frame.tsx";
import { useLive } from "#app/ui/live/use-live.ts";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { database } from "#db/client.server.ts";
import { LOAD_SERIES } from "#domain/machines/live.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

import { Wall } from "./wall.tsx";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request }: LoaderFunctionArgs) {
  const signedIn = await requirePlatform(request, "wall.read");
  const projects = await projectsOf(database(), signedIn.memberships);
  const picture = await livePicture(signedIn.sessionId, projects, { isWhole: choosesMachines(request) });
  const machineCount = picture.machines.filter(({ isLocal }) => !isLocal).length;
  return json({ frame: { ...staffFrame(signedIn, projects), machineCount }, picture });
}

export const shouldRevalidate = revalidatesMachines;

export const handle: PageHandle = { title: (t) => t("wall:title") };

export default function WallPage() {
  const { frame, picture } = useLoaderData<typeof loader>();
  const live = useLive({ ...picture, url: `/live?series=${LOAD_SERIES.join(",")}` });
  return (
    <StaffFrame frame={frame} live={live} servedAt={picture.now}>
      <Wall machines={picture.machines} live={live} />
    </StaffFrame>
  );
}
