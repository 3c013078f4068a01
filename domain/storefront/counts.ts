/** What can be said of a count before it is counted. `spread` is the relative variance beyond chance: 0 is Poisson's law. */
export interface CountLaw {
  /** Above 0. */
  readonly mean: number;
  readonly spread: number;
}

/** Below this a count has so little spread that the law of Poisson says the same. */
const NO_SPREAD = 1e-6;
/** From here on the sum of probabilities costs more than the normal law is wrong (Wilson and Hilferty's cube root). */
const LARGE_MEAN = 2_000;

/**
 * The least and the greatest count that are still usual: fewer than `low` come with a probability of at most `tail`, and
 * more than `high` too. The law is the negative binomial one, variance mean + spread × mean². Never below 0.
 */
export function limitsOf({ mean, spread }: CountLaw, tail: number): { low: number; high: number } {
  if (mean <= 0) return { low: 0, high: 0 };
  if (mean > LARGE_MEAN) return normalLimits(mean, spread, tail);
  const shape = spread > NO_SPREAD ? 1 / spread : undefined;
  let logProbability = shape === undefined ? -mean : shape * Math.log(shape / (shape + mean));
  let below = 0;
  let low: number | undefined;
  for (let count = 0; ; count += 1) {
    const upTo = below + Math.exp(logProbability);
    if (low === undefined && upTo > tail) low = count;
    if (low !== undefined && (1 - upTo <= tail || count > 40 * mean + 1_000)) return { low, high: count };
    below = upTo;
    logProbability +=
      shape === undefined
        ? Math.log(mean / (count + 1))
        : Math.log(((shape + count) / (count + 1)) * (mean / (shape + mean)));
  }
}

function normalLimits(mean: number, spread: number, tail: number): { low: number; high: number } {
  const deviation = Math.sqrt(mean + spread * mean * mean);
  const reach = normalQuantile(1 - tail) * deviation;
  return { low: Math.max(0, Math.floor(mean - reach)), high: Math.ceil(mean + reach) };
}

/** Abramowitz and Stegun 26.2.23, for 0.5 < probability < 1; wrong by less than 0.00045. */
function normalQuantile(probability: number): number {
  const root = Math.sqrt(-2 * Math.log(1 - probability));
  const above = 2.515517 + root * (0.802853 + root * 0.010328);
  const below = 1 + root * (1.432788 + root * (0.189269 + root * 0.001308));
  return root - above / below;
}
