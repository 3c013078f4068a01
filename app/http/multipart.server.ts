/** Forms with files (RFC 7578), read as they come: of a file no more than a piece is ever in memory. */

/** A file of a form. Its bytes are there until the next part is asked for. */
export interface FilePart {
  readonly field: string;
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

const MOST_PARTS = 200;
const LONGEST_HEAD_BYTES = 8_192;
const LONGEST_FIELDS_BYTES = 256 * 1024;
const LINE_END = Buffer.from("\r\n");
const HEAD_END = Buffer.from("\r\n\r\n");

/** Thrown for a body that is no form, or one of more parts, longer headers or longer texts than any page sends. */
export class MalformedForm extends Error {}

/** The texts of a form; each file is handed to `take` when it comes, and what `take` leaves of it is thrown away. */
export async function readMultipart(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  take: (file: FilePart) => Promise<void>,
): Promise<FormData> {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (!boundary) throw new MalformedForm("no boundary");
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const input = new Input(body);
  const form = new FormData();
  let fieldBytes = 0;

  await drain(input.until(delimiter));
  for (let parts = 0; await input.hasNext(); parts += 1) {
    if (parts === MOST_PARTS) throw new MalformedForm("too many parts");
    const { field, fileName } = headOf(await whole(input.until(HEAD_END), LONGEST_HEAD_BYTES));
    const bytes = input.until(delimiter);
    // A file field that was left empty is sent as a file without a name.
    if (fileName) await take({ field, name: fileName, bytes: { [Symbol.asyncIterator]: () => resumable(bytes) } });
    if (fileName !== undefined) {
      await drain(bytes);
      continue;
    }
    const text = await whole(bytes, LONGEST_FIELDS_BYTES - fieldBytes);
    fieldBytes += text.length;
    form.append(field, text.toString("utf8"));
  }
  return form;
}

class Input {
  readonly #chunks: AsyncIterator<Uint8Array>;
  // The first boundary has no line end before it.
  #pending: Buffer = LINE_END;

  constructor(body: AsyncIterable<Uint8Array>) {
    this.#chunks = body[Symbol.asyncIterator]();
  }

  /** What comes before the delimiter, which is passed over. */
  async *until(delimiter: Buffer): AsyncGenerator<Buffer, void> {
    for (;;) {
      const found = this.#pending.indexOf(delimiter);
      if (found >= 0) {
        const before = this.#pending.subarray(0, found);
        this.#pending = this.#pending.subarray(found + delimiter.length);
        if (before.length > 0) yield before;
        return;
      }
      // The delimiter may begin in the last bytes.
      const sure = Math.max(0, this.#pending.length - delimiter.length + 1);
      const before = this.#pending.subarray(0, sure);
      this.#pending = this.#pending.subarray(sure);
      if (before.length > 0) yield before;
      await this.#more();
    }
  }

  /** After a boundary: whether a part follows, or the end. */
  async hasNext(): Promise<boolean> {
    while (this.#pending.length < 2) await this.#more();
    const next = this.#pending.toString("latin1", 0, 2);
    // The header's own line end stays: a part may have no header at all.
    if (next === "\r\n") return true;
    if (next === "--") return false;
    throw new MalformedForm("no line end after a boundary");
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#chunks.next();
    if (done) throw new MalformedForm("ends too early");
    this.#pending = this.#pending.length === 0 ? Buffer.from(value) : Buffer.concat([this.#pending, value]);
  }
}

/** Whoever stops reading must not end the part: what is left of it is still to be passed over. */
function resumable(bytes: AsyncGenerator<Buffer, void>): AsyncIterator<Uint8Array> {
  return { next: () => bytes.next() as Promise<IteratorResult<Uint8Array>> };
}

async function drain(bytes: AsyncIterable<Buffer>): Promise<void> {
  for await (const _chunk of bytes);
}

async function whole(bytes: AsyncIterable<Buffer>, longest: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > longest) throw new MalformedForm("too long");
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

function headOf(bytes: Buffer): { field: string; fileName?: string } {
  const line = bytes
    .toString("utf8")
    .split("\r\n")
    .find((one) => /^content-disposition:\s*form-data\s*;/i.test(one));
  const parameter = (name: string) => {
    const found = new RegExp(`;\\s*${name}="((?:[^"\\\\]|\\\\.)*)"`, "i").exec(line ?? "");
    // Browsers write quotes and line ends so, and nothing else.
    return found?.[1]?.replace(/%22/g, '"').replace(/%0[ad]/gi, " ");
  };
  const field = parameter("name");
  if (field === undefined) throw new MalformedForm("a part without a name");
  return { field, fileName: parameter("filename") };
}
