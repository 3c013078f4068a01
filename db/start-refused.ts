/** Why a program does not start, in one line for the operator: printed without a stack. */
export class StartRefused extends Error {
  override readonly name = "StartRefused";
}
