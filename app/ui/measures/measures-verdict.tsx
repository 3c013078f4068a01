import { useTranslation } from "react-i18next";

import { useFormat } from "#app/ui/use-format.tsx";
import { Verdict } from "#app/ui/verdict.tsx";

import { figuresOf } from "./figures.ts";
import type { GroupPicture } from "./picture.ts";
import { quantityText } from "./words.ts";

/** From which share of the contract on there is something to watch. */
const NEAR = 0.9;

/** Two sentences: how much CPU of the contract the group uses, and what is nearest to its limit. */
export function MeasuresVerdict({ name, picture }: { name: string; picture: GroupPicture }) {
  const { t } = useTranslation("measures");
  const format = useFormat();
  const figures = figuresOf(picture);
  const cpu = figures.find(({ resource }) => resource === "cpu");
  const others = figures.filter(({ resource, ratio }) => resource !== "cpu" && ratio !== null);
  const nearest = others.sort((one, other) => (other.ratio ?? 0) - (one.ratio ?? 0))[0];
  if (figures.length === 0) return <Verdict state="mute">{t("verdict.nothing", { name })}</Verdict>;

  const isNear = figures.some(({ ratio }) => ratio !== null && ratio >= NEAR);
  return (
    <Verdict state={isNear ? "warn" : "ok"}>
      {cpu &&
        (cpu.ratio === null
          ? t("verdict.cores", { name, used: format.number(cpu.average, cpu.average < 10 ? 1 : 0) })
          : t("verdict.cpu", { name, ratio: format.percent(cpu.ratio) }))}
      {nearest &&
        t(`verdict.nearest.${nearest.resource}`, {
          ratio: format.percent(nearest.ratio ?? 0),
          granted: quantityText(nearest.resource, nearest.granted ?? 0, picture, format),
        })}
    </Verdict>
  );
}

/** "8 of 9 machines reported": where some are missing, sums are lower by as much. */
export function ReportedNote({ reported, machineCount }: Pick<GroupPicture, "reported" | "machineCount">) {
  const { t } = useTranslation("measures");
  if (!reported || machineCount === 0 || reported.least >= machineCount) return null;
  const { least, most } = reported;
  return (
    <p className="measures-note">
      {least === most
        ? t("reported.same", { count: most, total: machineCount })
        : t("reported.between", { least, most, total: machineCount })}{" "}
      {t("reported.lower")}
    </p>
  );
}
