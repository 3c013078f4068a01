import { useTranslation } from "react-i18next";

import { type State, StateMark } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Conflict } from "#domain/interventions/conflicts.ts";
import type { Impact } from "#domain/interventions/impact.ts";

/** Role of machines to its name in each language. */
export type RoleNames = Readonly<Record<string, Readonly<Record<"fr" | "en" | "es", string>>>>;

const MARKS: Readonly<Record<Impact["verdict"], State>> = {
  closed: "crit",
  tracking: "warn",
  part: "warn",
  reduced: "ok",
  none: "ok",
};

/** What the work does to those who buy, then machine by machine why. */
export function Effect({ impact, roles }: { impact: Impact; roles: RoleNames }) {
  const { t } = useTranslation("interventions");
  const { locale } = useFormat();
  return (
    <>
      <p className="flex items-baseline gap-2.5 text-[17px]">
        <StateMark state={MARKS[impact.verdict]} />
        {t(`impact.verdict.${impact.verdict}`)}
      </p>
      <ul className="mt-2 text-[14px] text-ink2">
        {impact.roles.map(({ role, touched, dragged, total, left }) => (
          <li key={role}>
            {touched.length > 0 &&
              t(left === 0 ? "impact.roleGone" : "impact.role", {
                role: roles[role]?.[locale] ?? role,
                ...{ touched: touched.length, total, left, names: touched.join(", ") },
              })}
            {touched.length > 0 && dragged.length > 0 && " · "}
            {dragged.length > 0 && t("impact.dragged", { names: dragged.join(", ") })}
          </li>
        ))}
        {impact.services.length > 0 && <li>{t("impact.services", { names: impact.services.join(", ") })}</li>}
      </ul>
    </>
  );
}

/** What else falls in the same time. */
export function Conflicts({ conflicts }: { conflicts: readonly Conflict[] }) {
  const { t } = useTranslation("interventions");
  const format = useFormat();
  if (conflicts.length === 0) return <p className="text-ink2">{t("conflicts.none")}</p>;
  return (
    <ul className="grid gap-2">
      {conflicts.map((one) => {
        const span = { from: format.dateTime(one.from), to: format.dateTime(one.to) };
        return (
          <li key={`${one.kind} ${one.id} ${one.from}`} className="flex items-baseline gap-2.5">
            <StateMark state={one.kind === "work" ? "plan" : "warn"} />
            <span>
              {one.kind === "freeze" && t("conflicts.freeze", { reason: one.reason, ...span })}
              {one.kind === "work" && t("conflicts.work", { title: one.title, ...span })}
              {one.kind === "backup" &&
                t("conflicts.backup", { name: one.name, machine: one.machine, ...span, to: format.clock(one.to) })}
              {one.kind === "work" && (
                <span className="block text-[14px] text-ink2">
                  {one.machines.length > 0 && t("conflicts.shared", { machines: one.machines.join(", ") })}
                  {one.machines.length > 0 && one.together && " · "}
                  {one.together && one.together !== "none" && t(`conflicts.together.${one.together}`)}
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
