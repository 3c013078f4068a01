import { useEffect, useRef, useState } from "react";

import { FILES_A_MESSAGE, type FileRefusal, LARGEST_FILE_BYTES } from "#domain/attachments/limits.ts";

import { type KeptFile, sendFile } from "./sending.ts";

export interface PickedFile {
  readonly key: number;
  readonly name: string;
  readonly sizeBytes: number | null;
  readonly state:
    | { readonly kind: "sending"; readonly ratio: number }
    | { readonly kind: "kept"; readonly publicId: string }
    | { readonly kind: "refused"; readonly reason: FileRefusal | "lost" };
}

export interface Files {
  readonly files: readonly PickedFile[];
  readonly isSending: boolean;
  add(files: Iterable<File>): void;
  remove(key: number): void;
  /** Sends again a file whose answer was lost. */
  retry(key: number): void;
}

let lastKey = 0;

/** Files of a form that is being written: each is sent at once, by itself. `kept` were sent before. */
export function useFiles(to: string, kept: readonly Pick<KeptFile, "publicId" | "name">[]): Files {
  const [files, setFiles] = useState<readonly PickedFile[]>(() =>
    kept.map(({ publicId, name }) => ({
      key: ++lastKey,
      name,
      sizeBytes: null,
      state: { kind: "kept" as const, publicId },
    })),
  );
  const chosen = useRef(new Map<number, { readonly file: File; stop(): void }>());
  useEffect(() => {
    const sendings = chosen.current;
    return () => {
      for (const sending of sendings.values()) sending.stop();
    };
  }, []);

  const set = (key: number, change: Partial<PickedFile>) =>
    setFiles((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)));
  const send = (key: number, file: File) => {
    set(key, { state: { kind: "sending", ratio: 0 } });
    const { done, stop } = sendFile(to, file, (ratio) => set(key, { state: { kind: "sending", ratio } }));
    chosen.current.set(key, { file, stop });
    void done.then((answer) => {
      if ("refused" in answer) set(key, { state: { kind: "refused", reason: answer.refused } });
      else set(key, { name: answer.name, state: { kind: "kept", publicId: answer.publicId } });
    });
  };

  return {
    files,
    isSending: files.some(({ state }) => state.kind === "sending"),
    add(added) {
      let room = FILES_A_MESSAGE - files.filter(({ state }) => state.kind !== "refused").length;
      for (const file of added) {
        const key = ++lastKey;
        const reason = refusalOf(file, room);
        const picked = { key, name: file.name, sizeBytes: file.size };
        const state = reason ? ({ kind: "refused", reason } as const) : ({ kind: "sending", ratio: 0 } as const);
        setFiles((all) => [...all, { ...picked, state }]);
        if (reason) continue;
        room -= 1;
        send(key, file);
      }
    },
    remove(key) {
      chosen.current.get(key)?.stop();
      chosen.current.delete(key);
      setFiles((all) => all.filter((one) => one.key !== key));
    },
    retry(key) {
      const again = chosen.current.get(key);
      if (again) send(key, again.file);
    },
  };
}

/** What is known before a byte is sent. */
function refusalOf(file: File, room: number): FileRefusal | null {
  if (room <= 0) return "tooMany";
  if (file.size === 0) return "empty";
  return file.size > LARGEST_FILE_BYTES ? "tooLarge" : null;
}
