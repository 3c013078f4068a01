/** Pictures of which only the beginning is there: enough for whoever believes what they say of themselves. */

export function pngOf(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(64);
  Buffer.from("89504e470d0a1a0a0000000d", "hex").copy(bytes);
  bytes.write("IHDR", 12, "latin1");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

/** `screen` is what the file declares, `frame` what its first picture is. */
export function gifOf(screen: readonly [number, number], frame: readonly [number, number] = screen): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write("GIF89a", 0, "latin1");
  bytes.writeUInt16LE(screen[0], 6);
  bytes.writeUInt16LE(screen[1], 8);
  // A comment, then the frame.
  Buffer.from([0x21, 0xfe, 3, 1, 2, 3, 0, 0x2c]).copy(bytes, 13);
  bytes.writeUInt16LE(frame[0], 25);
  bytes.writeUInt16LE(frame[1], 27);
  return bytes;
}

/** With a preview inside a segment, as cameras write it, whose size is not the picture's. */
export function jpegOf(width: number, height: number): Buffer {
  const preview = Buffer.from("ffd8ffc0000b080008000801011100ffd9", "hex");
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, preview.length + 2]), preview]);
  const frame = Buffer.from("ffc0000b08000000000101110000", "hex");
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), segment, frame, Buffer.alloc(32)]);
}

export function webpOf(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write("RIFF", 0, "latin1");
  bytes.write("WEBPVP8X", 8, "latin1");
  bytes.writeUIntLE(width - 1, 24, 3);
  bytes.writeUIntLE(height - 1, 27, 3);
  return bytes;
}
