import type { FileRefusal } from "#domain/attachments/limits.ts";

/** What the server says of a file that it keeps. */
export interface KeptFile {
  readonly publicId: string;
  readonly name: string;
  readonly sizeBytes: number;
}

export type Sent = KeptFile | { readonly refused: FileRefusal | "lost" };

/** Sends one file by itself, telling how much of it has gone, 0 to 1. `lost` where no answer came that could be read. */
export function sendFile(
  to: string,
  file: File,
  onProgress: (ratio: number) => void,
): { readonly done: Promise<Sent>; stop(): void } {
  const request = new XMLHttpRequest();
  const done = new Promise<Sent>((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(answerOf(request.responseText));
    request.onerror = request.onabort = request.ontimeout = () => resolve({ refused: "lost" });
    request.open("POST", `${to}?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(file);
  });
  return { done, stop: () => request.abort() };
}

/** A sign-in page, or a proxy's, is no answer. */
function answerOf(text: string): Sent {
  try {
    const answer = JSON.parse(text) as Sent;
    if ("publicId" in answer || "refused" in answer) return answer;
  } catch {
    // Told below.
  }
  return { refused: "lost" };
}
