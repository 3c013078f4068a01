import { useLocation } from "@remix-run/react";
import { Dialog } from "radix-ui";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { Brand } from "#app/ui/brand.tsx";
import type { ShellProps } from "#app/ui/shell.tsx";

import { Entries } from "./entries.tsx";
import { ProjectSwitch } from "./project-switch.tsx";
import { RailFoot } from "./rail-foot.tsx";
import { TabIcon } from "./tab-icon.tsx";

/** The whole rail as a sheet, where there is no room for it. Closed by going somewhere. */
export function MenuSheet(props: ShellProps & { readonly trigger: "icon" | "tab" }) {
  const { t } = useTranslation("ui");
  const [open, setOpen] = useState(false);
  const { key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new location closes the sheet.
  useEffect(() => setOpen(false), [key]);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        {props.trigger === "icon" ? (
          <button type="button" className="icon-button" aria-label={t("shell.menu")}>
            <TabIcon icon="more" />
          </button>
        ) : (
          <button type="button">
            <TabIcon icon="more" />
            {t("shell.more")}
          </button>
        )}
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Content className="menu-sheet" aria-describedby={undefined}>
          <div className="menu-sheet-head">
            <Dialog.Title className="sr-only">{t("shell.menu")}</Dialog.Title>
            <Brand to={props.project?.to ?? "/"} />
            <Dialog.Close className="icon-button" aria-label={t("shell.closeMenu")}>
              <svg viewBox="0 0 20 20" aria-hidden="true">
                <path d="M4 4 16 16M16 4 4 16" />
              </svg>
            </Dialog.Close>
          </div>
          <ProjectSwitch project={props.project} projects={props.projects ?? []} title={props.title} />
          <Entries entries={props.entries} label={props.project?.name ?? props.title ?? t("shell.nav")} />
          <RailFoot viewerNote={props.viewerNote} seeAs={props.seeAs} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
