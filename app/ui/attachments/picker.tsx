import { useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useRefusal } from "#app/ui/record/record-form.tsx";
import { StateMark } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { FILES_A_MESSAGE, LARGEST_FILE_BYTES } from "#domain/attachments/limits.ts";
import { type PickedFile, useFiles } from "./use-files.ts";
import { useFormFiles } from "./use-form-files.ts";

/**
 * Files that go with a form: chosen, dropped on it, or pasted anywhere in it, and sent while one writes. The form is
 * `multipart/form-data`: without scripts the files are in it, as `files`; else it holds their ids, as `attachment`. Give
 * it the form's own key, so that it starts anew when the form was sent.
 */
export function AttachmentPicker({ to }: { to: string }) {
  const { t } = useTranslation("attachments");
  const format = useFormat();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const refused = useRefusal();
  const picked = useFiles(to, keptBefore(refused?.typed));
  const { files, isSending, add } = picked;
  const [isOver, setIsOver] = useState(false);
  const [isWaiting, setIsWaiting] = useState(false);
  useFormFiles(root, { add, isSending, setIsOver, onWait: () => setIsWaiting(true) });
  const problem = refused?.problems.attachment;
  const limits = { count: FILES_A_MESSAGE, size: format.memory(LARGEST_FILE_BYTES) };
  return (
    <div ref={root} className={isOver ? "field file-picker file-picker-over" : "field file-picker"}>
      <label htmlFor={id}>{t("label")}</label>
      <input
        id={id}
        type="file"
        name="files"
        multiple
        aria-describedby={`${id}-help`}
        onChange={({ currentTarget }) => {
          add([...(currentTarget.files ?? [])]);
          // What was sent by itself is not sent again with the form.
          currentTarget.value = "";
        }}
      />
      <p className="field-help" id={`${id}-help`}>
        {t("help", limits)}
      </p>
      {problem && (
        <p className="field-problem">
          <StateMark state="crit" />
          {t(problem, limits)}
        </p>
      )}
      {files.length > 0 && (
        <ul className="file-list">
          {files.map((file) => (
            <Picked key={file.key} file={file} {...picked} />
          ))}
        </ul>
      )}
      <p className="sr-only" aria-live="polite">
        {files.length > 0 && !isSending && t("done", { count: files.filter(isKept).length })}
      </p>
      {isWaiting && isSending && <p className="field-help">{t("wait")}</p>}
    </div>
  );
}

interface PickedProps {
  readonly file: PickedFile;
  remove(key: number): void;
  retry(key: number): void;
}

function Picked({ file: { key, name, sizeBytes, state }, remove, retry }: PickedProps) {
  const { t } = useTranslation("attachments");
  const format = useFormat();
  const limits = { count: FILES_A_MESSAGE, size: format.memory(LARGEST_FILE_BYTES) };
  return (
    <li className="file-line">
      <span className="file-name">{name}</span>
      {sizeBytes !== null && <span className="label">{format.memory(sizeBytes)}</span>}
      {state.kind === "sending" && <progress value={state.ratio} max={1} aria-label={t("sending", { name })} />}
      {state.kind === "kept" && (
        <>
          <input type="hidden" name="attachment" value={state.publicId} />
          <input type="hidden" name="attachmentName" value={name} />
        </>
      )}
      <span className="file-acts">
        {state.kind === "refused" && state.reason === "lost" && (
          <button type="button" className="link-button" onClick={() => retry(key)}>
            {t("retry")}
          </button>
        )}
        <button
          type="button"
          className="link-button"
          aria-label={t("removeNamed", { name })}
          onClick={() => remove(key)}
        >
          {t("remove")}
        </button>
      </span>
      {state.kind === "refused" && (
        <span className="field-problem" role="alert">
          <StateMark state="crit" />
          {t(`refused.${state.reason}`, limits)}
        </span>
      )}
    </li>
  );
}

/** A form that was refused says which files it had already. */
function keptBefore(typed: Readonly<Record<string, readonly string[]>> = {}) {
  const names = typed.attachmentName ?? [];
  return (typed.attachment ?? []).map((publicId, index) => ({ publicId, name: names[index] ?? publicId }));
}

function isKept({ state }: PickedFile): boolean {
  return state.kind === "kept";
}
