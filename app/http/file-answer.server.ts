import { type FileHandle, open, stat } from "node:fs/promises";
import type { AppLoadContext } from "@remix-run/node";

import { pathOf } from "#domain/attachments/directory.server.ts";
import { disposition, isRunByName } from "#domain/attachments/name.ts";
import type { StoredFile } from "#domain/attachments/rights.server.ts";

import { notFound } from "./refusals.ts";

const PIECE_BYTES = 64 * 1024;
/** More than this is not written ahead of a slow reader. */
const AHEAD_BYTES = 256 * 1024;
const LOOK_AGAIN_MS = 20;
/** What a browser shows by itself without running anything. */
const SHOWN = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/**
 * Hands out a file to a reader whose rights were asked: never as a page of ours, shown only where it is a picture,
 * and kept by their own browser only, which asks again each time whether it still may.
 */
export async function fileAnswer(request: Request, file: StoredFile, context: AppLoadContext): Promise<Response> {
  const isShown = SHOWN.includes(file.mediaType) && !new URL(request.url).searchParams.has("download");
  // What a double click would run is text here: it leaves as text.
  const name = isRunByName(file.name) ? `${file.name}.txt` : file.name;
  const headers = new Headers({
    "content-type": file.mediaType === "text/plain" ? "text/plain; charset=utf-8" : file.mediaType,
    "content-disposition": disposition(isShown ? "inline" : "attachment", name),
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "private, no-cache, no-transform",
    etag: `"${file.publicId}"`,
    vary: "cookie",
  });
  if (request.headers.get("if-none-match") === headers.get("etag")) return new Response(null, { status: 304, headers });

  const path = pathOf(file.sha256);
  const found = await stat(path).catch(() => null);
  if (found?.size !== file.sizeBytes) {
    console.error(`attachment ${file.publicId}: its bytes are not in ${path}`);
    throw notFound();
  }
  headers.set("content-length", String(file.sizeBytes));
  return new Response(request.method === "HEAD" ? null : bytesOf(path, context), { headers });
}

/** Read only as fast as they are taken: Remix would write a whole file into the memory of this process. */
function bytesOf(path: string, { backlog, closed }: AppLoadContext): ReadableStream<Uint8Array> {
  let file: FileHandle | undefined;
  const end = () => file?.close();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        file ??= await open(path, "r");
        while (backlog() > AHEAD_BYTES && !closed.aborted) await new Promise((wake) => setTimeout(wake, LOOK_AGAIN_MS));
        const piece = Buffer.alloc(PIECE_BYTES);
        const { bytesRead } = closed.aborted ? { bytesRead: 0 } : await file.read(piece, 0, PIECE_BYTES);
        if (bytesRead > 0) return controller.enqueue(piece.subarray(0, bytesRead));
        await end();
        controller.close();
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}
