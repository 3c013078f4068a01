import { type Door, push } from "./push.ts";
import type { Reading } from "./reading.ts";

/** Ten minutes at one reading each ten seconds. */
const MOST_WAITING = 60;

/**
 * Sends readings in their order and keeps those of the last minutes while the collector is away. What is older is given up:
 * the counters are cumulative, so the next that arrives still says what was sold meanwhile.
 */
export class Sender {
  private readonly waiting: Reading[] = [];
  private sending: Promise<void> | undefined;
  private lastTrouble = "";

  constructor(
    private readonly door: Door,
    private readonly log: (line: string) => void = console.log,
    private readonly mostWaiting = MOST_WAITING,
  ) {}

  get waitingCount(): number {
    return this.waiting.length;
  }

  /** Takes a reading and sends all that waits. Settles when all is sent or the collector does not take any more now. */
  async send(reading: Reading): Promise<void> {
    this.waiting.push(reading);
    if (this.waiting.length > this.mostWaiting) this.waiting.shift();
    this.sending ??= this.sendWaiting().finally(() => {
      this.sending = undefined;
    });
    await this.sending;
  }

  private async sendWaiting(): Promise<void> {
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      const { result, because = "" } = await push(this.door, next);
      this.tell(because);
      if (result === "later") return;
      // While this one was under way the oldest may have been given up: then it is not the first any more.
      if (this.waiting[0] === next) this.waiting.shift();
    }
  }

  /** The same trouble is told once. */
  private tell(because: string): void {
    if (because !== this.lastTrouble) this.log(because === "" ? "figures arrive again" : `figures: ${because}`);
    this.lastTrouble = because;
  }
}
