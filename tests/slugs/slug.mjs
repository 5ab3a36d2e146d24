// Makes anchors of headings: node slug.mjs FILE
// The file is JSON, a list of pages, each a list of headings. Prints one line of JSON for each page: the anchors of its headings.
import fs from "node:fs";
import GithubSlugger from "github-slugger";

for (const headings of JSON.parse(fs.readFileSync(process.argv[2], "utf8"))) {
  const slugger = new GithubSlugger();
  console.log(JSON.stringify(headings.map((heading) => slugger.slug(heading))));
}
