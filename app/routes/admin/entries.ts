import type { ShellEntry, TabIcon } from "#app/ui/shell.tsx";
import type { Action } from "#domain/identity/permissions.ts";

interface AdminEntry extends Pick<ShellEntry, "to" | "end"> {
  /** Under `admin:entries` in the texts. */
  readonly key: string;
  /** Shown to whoever may do this somewhere. */
  readonly action: Action;
  readonly tab?: TabIcon;
}

export const ENTRIES: readonly AdminEntry[] = [
  { key: "overview", to: "/admin", end: true, action: "admin.read", tab: "home" },
  { key: "clients", to: "/admin/clients", action: "client.manage" },
  { key: "projects", to: "/admin/projects", action: "project.manage", tab: "projects" },
  { key: "machines", to: "/admin/machines", action: "admin.read", tab: "machines" },
  { key: "roles", to: "/admin/roles", action: "machine-role.manage" },
  { key: "desk", to: "/admin/desk", action: "desk.manage" },
  { key: "users", to: "/admin/users", action: "user.manage" },
  { key: "audit", to: "/admin/audit", action: "audit.read" },
  { key: "mail", to: "/admin/mail", action: "mail.triage" },
  { key: "outbox", to: "/admin/outbox", action: "outbox.read" },
  { key: "provider", to: "/admin/provider", action: "provider.manage" },
  { key: "parts", to: "/admin/parts", action: "parts.read" },
];
