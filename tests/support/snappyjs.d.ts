declare module "snappyjs" {
  export function compress(plain: Buffer): Buffer;
  export function uncompress(wire: Buffer, maxLength?: number): Buffer;
}
