// Judges pages: node judge.mjs CHROMIUM PAGE...
// Prints one line of JSON for each page: {"page", "markup", "access", "requests", "console", "text"}. Markup by the rules of
// html-validate; access by axe-core in Chromium, light and dark, wide and narrow, printed and with scripts off; requests that
// the page made beyond itself; what it wrote to the console; its text as a browser shows it.
import fs from "node:fs";
import { pathToFileURL } from "node:url";
import { HtmlValidate } from "html-validate";
import puppeteer from "puppeteer-core";

const [chromium, ...pages] = process.argv.slice(2);
const axe = fs.readFileSync(new URL("./node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const markup = new HtmlValidate({
  extends: ["html-validate:recommended", "html-validate:standard", "html-validate:a11y"],
  // Each paragraph and row ends with a line feed, and nothing else depends on white space.
  rules: { "no-trailing-whitespace": "off", "long-title": "off" },
});
const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"] });

async function look(file, { scheme = "light", width = 1280, media = "screen", script = true }, verdict) {
  const page = await browser.newPage();
  page.on("request", (request) => request.url() === pathToFileURL(file).href || verdict.requests.push(request.url()));
  page.on("console", (message) => verdict.console.push(message.text()));
  page.on("pageerror", (error) => verdict.console.push(String(error)));
  // axe itself is a script that the page's policy does not allow.
  await page.setBypassCSP(true);
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.emulateMediaType(media);
  await page.goto(pathToFileURL(file).href);
  if (script) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run());
    verdict.access.push(...violations.map((violation) => `${scheme} ${width} ${media}: ${violation.id}, ${violation.nodes.length} times`));
  } else {
    verdict.text = await page.evaluate(() => document.body.innerText).catch(() => null);
  }

  await page.close();
}

for (const page of pages) {
  const report = await markup.validateFile(page);
  const verdict = {
    page,
    markup: report.results.flatMap((result) => result.messages.map((message) => `${message.line}:${message.column} ${message.ruleId}: ${message.message}`)),
    access: [], requests: [], console: [], text: null,
  };
  for (const scheme of ["light", "dark"]) {
    for (const width of [1280, 420]) {
      await look(page, { scheme, width }, verdict);
    }
  }

  await look(page, { media: "print" }, verdict);
  await look(page, { script: false }, verdict);
  console.log(JSON.stringify(verdict));
}

await browser.close();
