import { type Post, transportTo } from "#agent/transport.ts";

/** A real transport that knows when it is quiet: tests wait for that and for no stretch of time. */
export function countedTransport(url: URL, token: string, answerMs = 5_000) {
  const transport = transportTo(url, token, { answerMs });
  let underWay = 0;
  const post: Post = async (path, body) => {
    underWay += 1;
    try {
      return await transport.post(path, body);
    } finally {
      underWay -= 1;
    }
  };

  /** Resolves once nothing is under way and nothing follows from what was. */
  async function quiet(): Promise<void> {
    for (let turns = 0; turns < 3; turns = underWay > 0 ? 0 : turns + 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  return { post, quiet, close: transport.close };
}
