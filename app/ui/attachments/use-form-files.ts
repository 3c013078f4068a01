import { type RefObject, useEffect, useRef } from "react";

interface FormFiles {
  add(files: Iterable<File>): void;
  readonly isSending: boolean;
  /** Files are held over the form, and have not been let go. */
  setIsOver(isOver: boolean): void;
  /** Somebody wanted to send the form while a file was under way. */
  onWait(): void;
}

/** Files that are dropped on the form around an element, or pasted in it. It is not sent while a file is under way. */
export function useFormFiles(inside: RefObject<HTMLElement>, now: FormFiles): void {
  const latest = useRef(now);
  latest.current = now;
  useEffect(() => {
    const form = inside.current?.closest("form");
    const listening = new AbortController();
    const on = <K extends keyof HTMLElementEventMap>(type: K, listen: (event: HTMLElementEventMap[K]) => void) =>
      form?.addEventListener(type, listen, { signal: listening.signal });

    on("paste", (event) => {
      // A spreadsheet copies its cells as text and as a picture: whoever pastes means the text.
      const files = event.clipboardData?.types.includes("text/plain") ? [] : [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      latest.current.add(files);
    });
    on("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      latest.current.setIsOver(true);
    });
    on("dragleave", () => latest.current.setIsOver(false));
    on("drop", (event) => {
      latest.current.setIsOver(false);
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      latest.current.add([...event.dataTransfer.files]);
    });
    on("submit", (event) => {
      if (!latest.current.isSending) return;
      event.preventDefault();
      latest.current.onWait();
    });
    return () => listening.abort();
  }, [inside]);
}
