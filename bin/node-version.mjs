// Imported first by every command, before anything that an old Node does not know. Kept to what Node 14 can read.
var needed = [20, 19];
var found = process.versions.node.split(".").map(Number);
if (found[0] < needed[0] || (found[0] === needed[0] && found[1] < needed[1])) {
  console.error(
    "Node " +
      needed.join(".") +
      " or newer is needed; this is Node " +
      process.versions.node +
      ". See https://nodejs.org.",
  );
  process.exit(1);
}
