import { json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { choosesMachines, livePicture } from "#app/http/live-picture.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { requireProject } from "#app/http/require.server.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { ProjectFrame } from "#app/ui/live/project-frame.tsx";
import { revalidatesMachines } from "#app/ui/live/revalidation.ts";
import { useLive } from "#app/ui/live/use-live.ts";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { LOAD_SERIES } from "#domain/machines/live.ts";

import { MachineList } from "./machine-list.tsx";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "machine.read");
  const { project } = signedIn;
  const [frame, picture] = await Promise.all([
    projectFrame(signedIn),
    livePicture(signedIn.sessionId, [{ ...project, clientName: project.client.name }], {
      isWhole: choosesMachines(request),
    }),
  ]);
  return json({ frame, picture });
}

export const shouldRevalidate = revalidatesMachines;

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("machines:list.title")} · ${frame.project.name}`,
};

export default function MachinesPage() {
  const { t } = useTranslation("machines");
  const { frame, picture } = useLoaderData<typeof loader>();
  const live = useLive({
    ...picture,
    url: `/projects/${frame.project.slug}/live?series=${LOAD_SERIES.join(",")}`,
  });
  return (
    <ProjectFrame frame={frame} live={live} servedAt={picture.now} crumbs={[{ text: t("list.title") }]}>
      <MachineList machines={picture.machines} live={live} />
    </ProjectFrame>
  );
}
