const DAY_MS = 86_400_000;

/** How fast the diagram's time passes: 1 in production; the demo lives a day in a minute. */
export class Pace {
  private readonly factor: number;

  constructor(secondsADay = 86_400) {
    this.factor = (secondsADay * 1_000) / DAY_MS;
  }

  /** `from` plus a duration of the diagram. */
  after(from: Date, milliseconds: number): Date {
    return new Date(from.getTime() + Math.round(milliseconds * this.factor));
  }
}
