/** Whether a statement failed because a unique key was taken. drizzle wraps the driver's error as its cause. */
export function isDuplicateKey(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("errno" in cause && cause.errno === 1062) return true;
  }
  return false;
}
