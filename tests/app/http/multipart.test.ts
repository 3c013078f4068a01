import { expect, test } from "vitest";

import { type FilePart, MalformedForm, readMultipart } from "#app/http/multipart.server.ts";

const TYPE = "multipart/form-data; boundary=edge";

/** The body in pieces of so many bytes, as a socket may bring it. */
async function* inPieces(body: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < body.length; at += size) yield body.subarray(at, at + size);
}

function part(head: string, body: string | Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`--edge\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    Buffer.from(body),
    END,
  ]);
}
const END = Buffer.from("\r\n");
const LAST = Buffer.from("--edge--\r\n");

async function read(body: Buffer, { size = 7, take = whole }: { size?: number; take?: typeof whole } = {}) {
  const files: [string, string, string][] = [];
  const form = await readMultipart(inPieces(body, size), TYPE, async (file) => {
    files.push([file.field, file.name, await take(file)]);
  });
  return { fields: [...form].map(([name, value]) => [name, value]), files };
}

async function whole({ bytes }: FilePart): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("latin1");
}

const TRICKY = "\r\n--edg\r\n--edgE\r\n\r\n--ed";
const BODY = Buffer.concat([
  part('name="text"', "été\r\nsous la pluie"),
  part('name="files"; filename="a%22b.log"\r\nContent-Type: text/html', TRICKY),
  part('name="files"; filename=""', ""),
  part('name="files"; filename="dernier.bin"', Buffer.from([0, 255, 13, 10, 45, 45])),
  part('name="empty"', ""),
  LAST,
]);

test("a form with files is read alike in pieces of any size", async () => {
  for (const size of [1, 2, 3, 5, 8, 64, 10_000]) {
    expect(await read(BODY, { size })).toEqual({
      fields: [
        ["text", "été\r\nsous la pluie"],
        ["empty", ""],
      ],
      files: [
        ["files", 'a"b.log', TRICKY],
        ["files", "dernier.bin", "\u0000\u00ff\r\n--"],
      ],
    });
  }
});

test("what nobody reads of a file is passed over", async () => {
  const first = async ({ bytes }: FilePart) => {
    for await (const chunk of bytes) return Buffer.from(chunk).toString("latin1").slice(0, 1);
    return "";
  };
  const { fields, files } = await read(BODY, { take: first });

  expect(files.map(([, name]) => name)).toEqual(['a"b.log', "dernier.bin"]);
  expect(fields).toHaveLength(2);
});

test.each([
  ["that ends too early", BODY.subarray(0, BODY.length - 12)],
  ["without a boundary", Buffer.from("hello")],
  ["of a part without a name", Buffer.concat([part('nom="x"', "y"), LAST])],
  ["of more parts than any page sends", Buffer.concat([...Array<Buffer>(201).fill(part('name="x"', "")), LAST])],
  ["of a text that is too long", Buffer.concat([part('name="x"', Buffer.alloc(300_000, 97)), LAST])],
  ["of a header that never ends", Buffer.concat([part(`name="${"x".repeat(9_000)}"`, ""), LAST])],
])("a body %s is no form", async (_sentence, body) => {
  await expect(read(body, { size: 4_096 })).rejects.toBeInstanceOf(MalformedForm);
});
