// Reads JUnit XML: node read.mjs FILE...
// Prints one line of JSON for each file: what junit2json makes of it. Attributes stay text, where it would take a file called 1e3
// for a number.
import fs from "node:fs";
import { parse } from "junit2json";

for (const file of process.argv.slice(2)) {
  console.log(JSON.stringify(await parse(fs.readFileSync(file, "utf8"), {})));
}
