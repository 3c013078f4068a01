import type { TFunction } from "i18next";

import type { PageHandle } from "#app/ui/page-title.tsx";
import type { Crumb } from "#app/ui/shell.tsx";

/** What a page of administration says of itself: its title, and the way to it below the frame's own. */
export interface RecordHandle<Data = unknown> extends PageHandle<Data> {
  crumbs(t: TFunction, data: Data): readonly Crumb[];
}
