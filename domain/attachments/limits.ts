/** What people may send in. Pure: pages say it before a file is sent, the server decides. */

const MEGABYTE = 1_048_576;

export const LARGEST_FILE_BYTES = 25 * MEGABYTE;
export const FILES_A_MESSAGE = 10;
/** Of one user, whatever became of the files. */
export const FILES_AN_HOUR = 100;
export const BYTES_AN_HOUR = 1_000 * MEGABYTE;
/** A picture that a page shows takes four bytes of its reader's memory a pixel. */
export const MOST_PIXELS = 50_000_000;

/** Of an archive, with what the archives in it hold. */
export const ARCHIVE = {
  entries: 1_000,
  /** How much it may become, in bytes and in times of its own size. */
  unpackedBytes: 512 * MEGABYTE,
  ratio: 100,
  /** Below this a ratio says nothing: ten lines of the same letter. */
  ratioFromBytes: MEGABYTE,
  /** An archive may lie in an archive, because documents are archives too; a third may not lie in that. */
  depth: 1,
} as const;

/** Why a file is not kept; each has its sentence under `attachments:refused`. */
export const FILE_REFUSALS = [
  "empty",
  "tooLarge",
  "tooMany",
  "tooManyThisHour",
  "diskFull",
  "program",
  "pictureTooLarge",
  "archiveTooLarge",
  "archiveEntries",
  "archiveNested",
  "archiveEscapes",
  "archiveBroken",
] as const;
export type FileRefusal = (typeof FILE_REFUSALS)[number];
