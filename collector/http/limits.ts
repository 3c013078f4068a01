export { BoundedMap, FailureCount, RateLimit } from "#domain/identity/rates.ts";
