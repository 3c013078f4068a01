import { database } from "#db/client.server.ts";
import { FILES_A_MESSAGE, type FileRefusal } from "#domain/attachments/limits.ts";
import { type KeptFile, keepFile } from "#domain/attachments/store.server.ts";

import { FORM_WITH_FILES } from "./limits.ts";
import { MalformedForm, readMultipart } from "./multipart.server.ts";

/** Whose files they are, and of which project. */
export interface Sender {
  readonly projectId: number | null;
  readonly uploaderId: string;
}

export interface FormWithFiles {
  /** `attachment`: ids of files that were kept; `attachmentName`: their names, in the same order. */
  readonly form: FormData;
  readonly refused: readonly { readonly name: string; readonly reason: FileRefusal }[];
}

/**
 * The form of a page that takes files, however it was sent: with the files in it where there are no scripts, else with
 * the ids of those that were sent in before. A body that cannot be read is answered with 400.
 */
export async function readForm(request: Request, sender: Sender, now = new Date()): Promise<FormWithFiles> {
  const contentType = request.headers.get("content-type") ?? "";
  if (!contentType.toLowerCase().startsWith(FORM_WITH_FILES)) return { form: await request.formData(), refused: [] };

  const kept: KeptFile[] = [];
  const refused: { name: string; reason: FileRefusal }[] = [];
  try {
    const body = (request.body ?? []) as unknown as AsyncIterable<Uint8Array>;
    const form = await readMultipart(body, contentType, async ({ name, bytes }) => {
      const file =
        kept.length < FILES_A_MESSAGE
          ? await keepFile(database(), { ...sender, name, bytes }, now)
          : { refused: "tooMany" as const };
      if ("refused" in file) refused.push({ name, reason: file.refused });
      else kept.push(file);
    });
    for (const { publicId, name } of kept) {
      form.append("attachment", publicId);
      form.append("attachmentName", name);
    }
    return { form, refused };
  } catch (error) {
    if (error instanceof MalformedForm) throw new Response("Bad Request", { status: 400, statusText: "Bad Request" });
    throw error;
  }
}

/** Keeps the file that is a request's whole body; `?name=` is what its sender calls it. */
export function keepBody(request: Request, sender: Sender, now = new Date()): ReturnType<typeof keepFile> {
  const name = new URL(request.url).searchParams.get("name") ?? "";
  const bytes = (request.body ?? new Uint8Array()) as unknown as AsyncIterable<Uint8Array>;
  return keepFile(database(), { ...sender, name, bytes }, now);
}
