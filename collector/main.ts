import { runCollector } from "./run.ts";
import { collectorSettings } from "./settings.ts";

/** The collector's program. Ends with 1 when it cannot start, or when another collector took its place. */
async function main(): Promise<void> {
  let isEnding = false;
  const end = (code: number) => {
    if (isEnding) return;
    isEnding = true;
    running.stop().then(
      () => process.exit(code),
      (error) => {
        console.error("The collector did not end cleanly", error);
        process.exit(1);
      },
    );
  };
  const running = await runCollector(collectorSettings(process.env), {
    lost: () => {
      console.error("Another collector holds the lease: this one ends.");
      end(1);
    },
  });
  process.on("SIGTERM", () => end(0));
  process.on("SIGINT", () => end(0));

  await running.ready;
  console.log(`collector ready on ${running.url}`);
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
