/** Pictures that a page may show, told by their bytes. Pure. */

export interface Picture {
  readonly mediaType: "image/png" | "image/jpeg" | "image/gif" | "image/webp";
  readonly width: number;
  readonly height: number;
}

/**
 * What picture these bytes begin, as it says of itself: its decoder believes it too. Null for anything else, and for a
 * picture whose size cannot be read: it is not shown then.
 */
export function pictureOf(head: Buffer): Picture | null {
  try {
    return png(head) ?? gif(head) ?? webp(head) ?? jpeg(head);
  } catch {
    // Read past its end: cut off before its size.
    return null;
  }
}

function png(head: Buffer): Picture | null {
  if (head.readBigUInt64BE(0) !== 0x89504e470d0a1a0an || ascii(head, 12, 4) !== "IHDR") return null;
  return { mediaType: "image/png", width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
}

/** The first frame may be larger than the screen that the file declares: browsers then take the frame's size. */
function gif(head: Buffer): Picture | null {
  if (!/^GIF8[79]a$/.test(ascii(head, 0, 6))) return null;
  let [width, height] = [head.readUInt16LE(6), head.readUInt16LE(8)];
  let at = 13 + colours(head.readUInt8(10));
  while (head.readUInt8(at) === 0x21) {
    at += 2;
    for (let length = head.readUInt8(at); length > 0; length = head.readUInt8(at)) at += length + 1;
    at += 1;
  }
  if (head.readUInt8(at) !== 0x2c) return null;
  width = Math.max(width, head.readUInt16LE(at + 1) + head.readUInt16LE(at + 5));
  height = Math.max(height, head.readUInt16LE(at + 3) + head.readUInt16LE(at + 7));
  return { mediaType: "image/gif", width, height };
}

/** Bytes of a colour table, by the flags before it. */
function colours(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function webp(head: Buffer): Picture | null {
  if (ascii(head, 0, 4) !== "RIFF" || ascii(head, 8, 4) !== "WEBP") return null;
  const mediaType = "image/webp";
  const bits = (at: number) => head.readUInt16LE(at) & 0x3fff;
  switch (ascii(head, 12, 4)) {
    case "VP8 ":
      return { mediaType, width: bits(26), height: bits(28) };
    case "VP8L": {
      const packed = head.readUInt32LE(21);
      return { mediaType, width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
    }
    case "VP8X":
      return { mediaType, width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}

/** Follows the segments to the one that begins a frame (SOF); previews lie inside segments and are passed over. */
function jpeg(head: Buffer): Picture | null {
  if (head.readUIntBE(0, 3) !== 0xffd8ff) return null;
  for (let at = 2; ; ) {
    if (head.readUInt8(at) !== 0xff) return null;
    const marker = head.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
    } else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { mediaType: "image/jpeg", height: head.readUInt16BE(at + 5), width: head.readUInt16BE(at + 7) };
    } else {
      at += 2 + head.readUInt16BE(at + 2);
    }
  }
}

function ascii(head: Buffer, at: number, length: number): string {
  return head.toString("latin1", at, at + length);
}
