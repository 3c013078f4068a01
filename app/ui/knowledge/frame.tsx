import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { type Crumb, Shell } from "#app/ui/shell.tsx";

interface KnowledgeFrameProps {
  readonly frame: { readonly isStaff: boolean; readonly projectCount: number };
  /** Below the knowledge base itself. */
  readonly crumbs?: readonly Crumb[];
  readonly children: ReactNode;
}

/** A page of the knowledge base: of no project, for staff and clients alike. */
export function KnowledgeFrame({ frame, crumbs = [], children }: KnowledgeFrameProps) {
  const { t } = useTranslation(["knowledge", "ui"]);
  const entries = [
    { to: "/knowledge", text: t("title"), tab: "articles" as const },
    {
      to: "/projects",
      text: t("ui:places.projects"),
      count: frame.projectCount,
      tab: "projects" as const,
      end: true,
    },
  ];
  return (
    <Shell
      title={frame.isStaff ? t("projects:nav.operations") : t("title")}
      entries={entries}
      crumbs={[{ text: t("title"), to: "/knowledge" }, ...crumbs]}
    >
      {children}
    </Shell>
  );
}
