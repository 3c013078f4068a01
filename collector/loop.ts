/** Runs something every so often, one run at a time. A run that fails is told, and the next one comes all the same. */
export class Loop {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly what: string,
    private readonly everyMs: number,
    private readonly run: () => Promise<unknown>,
    /** Failures of which nothing is told: the database is away, and everybody says so already. */
    private readonly isExpected: (error: unknown) => boolean,
  ) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.running = this.once().finally(() => {
        if (this.timer) this.start();
      });
    }, this.everyMs);
  }

  /** Starts no further run, and waits for the one under way. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.running;
  }

  private async once(): Promise<void> {
    try {
      await this.run();
    } catch (error) {
      if (!this.isExpected(error)) console.error(`${this.what} failed`, error);
    }
  }
}
