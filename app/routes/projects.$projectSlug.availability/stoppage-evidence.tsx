import { useTranslation } from "react-i18next";

import { useCheckReason } from "#app/ui/checks/use-check-reason.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import type { KeptFile, PictureRun } from "#domain/availability/evidence.server.ts";
import type { Stoppage } from "#domain/availability/picture.ts";

interface StoppageEvidenceProps {
  readonly stoppage: Stoppage;
  /** What check runs kept, by their ids. */
  readonly kept: Readonly<Record<string, readonly KeptFile[]>>;
  /** The first run that kept a picture, of whichever check. */
  readonly picture: PictureRun | undefined;
  /** The address of the project. */
  readonly project: string;
}

/** Before and after an outage: what led to it, and what it left. */
const AROUND_MS = 15 * 60_000;

/** What showed a stoppage: changes of its parts with what their runs kept, and everything else of that time. */
export function StoppageEvidence({ stoppage, kept, picture, project }: StoppageEvidenceProps) {
  const { from, to, told, evidence } = stoppage;
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
          <Files run={runId} files={kept[runId ?? ""] ?? []} project={project} />
        </p>
      ))}
      {picture && !evidence.some(({ runId }) => runId === picture.id) && (
        <p className="label">
          {t("seenBy", { when: format.clockWithSeconds(picture.at), check: picture.check })}
          <Files run={picture.id} files={picture.files} project={project} />
        </p>
      )}
      <p className="label">
        <a href={`${project}/measures?from=${around[0]}&to=${around[1]}`}>{t("around")}</a>
      </p>
    </>
  );
}

/** The way to each file that a run kept. */
function Files({ run, files, project }: { run: number | null; files: readonly KeptFile[]; project: string }) {
  const { t } = useTranslation("availability");
  return files.map((file) => (
    <span key={file}>
      {" · "}
      <a href={`${project}/checks/evidence?run=${run}&file=${file}`}>{t(`kept.${file}`)}</a>
    </span>
  ));
}
