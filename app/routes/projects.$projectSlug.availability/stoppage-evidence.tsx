import { useTranslation } from "react-i18next";

import { useCheckReason } from "#app/ui/checks/use-check-reason.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Stoppage } from "#domain/availability/picture.ts";

export type KeptFile = "screenshot" | "console";

interface StoppageEvidenceProps {
  readonly stoppage: Stoppage;
  /** What check runs kept, by their ids. */
  readonly kept: Readonly<Record<string, readonly KeptFile[]>>;
  /** The address of the project. */
  readonly project: string;
}

/** Before and after an outage: what led to it, and what it left. */
const AROUND_MS = 15 * 60_000;

/** What showed a stoppage: changes of its parts with what their runs kept, and everything else of that time. */
export function StoppageEvidence({ stoppage: { from, to, told, evidence }, kept, project }: StoppageEvidenceProps) {
  const { t } = useTranslation("availability");
  const format = useFormat();
  const reasonInWords = useCheckReason();
  const around = [from - AROUND_MS, to + AROUND_MS].map((at) => new Date(at).toISOString());
  return (
    <>
      {told && <p>{told}</p>}
      {evidence.map(({ at, part, state, reason, runId }) => (
        <p key={`${part} ${at}`} className="label">
          {t("change", { when: format.clockWithSeconds(at), part, state: t(`verdicts.${state}`) })}
          {reason && ` · ${reasonInWords(reason)}`}
          {runId !== null && ` · ${t("run", { id: runId })}`}
          {(kept[runId ?? ""] ?? []).map((file) => (
            <span key={file}>
              {" · "}
              <a href={`${project}/checks/evidence?run=${runId}&file=${file}`}>{t(`kept.${file}`)}</a>
            </span>
          ))}
        </p>
      ))}
      <p className="label">
        <a href={`${project}/measures?from=${around[0]}&to=${around[1]}`}>{t("around")}</a>
      </p>
    </>
  );
}
