// How soon a page is painted: node paint.mjs CHROMIUM PAGE, after 'npm ci' in this folder. Prints, of four visits, the milliseconds
// until something of the page is painted and until all of it is laid out. One window as a laptop's, no graphics processor.
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [chromium, page] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"] });
for (let visit = 0; visit < 4; visit++) {
  const tab = await browser.newPage();
  await tab.setViewport({ width: 1280, height: 900 });
  await tab.goto(pathToFileURL(page).href, { waitUntil: "load" });
  const times = await tab.evaluate(() => ({
    painted: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    whole: performance.getEntriesByType("navigation")[0].loadEventEnd,
  }));
  console.log(`painted ${times.painted.toFixed(0)} ms, whole ${times.whole.toFixed(0)} ms`);
  await tab.close();
}

await browser.close();
