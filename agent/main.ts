import { agentCommand } from "./command.ts";

agentCommand(process.argv.slice(2)).then((status) => {
  // A reader of the inventory may still run: it is not waited for.
  process.exit(status);
});
