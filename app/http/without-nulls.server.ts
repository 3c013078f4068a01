import { Transform } from "node:stream";

/**
 * React 18 writes pages in pieces of 2 kB and pads a piece with NUL bytes where a letter of several bytes does not
 * fit any more (facebook/react#24985). Browsers draw them as replacement characters; no page has a NUL of its own.
 */
export function withoutNulls(): Transform {
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      done(null, piece.includes(0) ? piece.filter((byte) => byte !== 0) : piece);
    },
  });
}
