// Judges files by a JSON Schema: node judge.js SCHEMA FILE...
// Prints one line of JSON for each file: {"file", "valid", "errors"}.
"use strict";
const fs = require("node:fs");
const Draft7 = require("ajv");
const Draft2020 = require("ajv/dist/2020");
const yaml = require("yaml");

const [schemaFile, ...files] = process.argv.slice(2);
const schema = JSON.parse(fs.readFileSync(schemaFile, "utf8"));
// Ours constrain values of unions by more than one keyword, which ajv's strict mode dislikes. Others' are taken as they are.
const ajv = schema.$schema.includes("draft-07")
  ? new Draft7({ allErrors: true, strict: false, validateFormats: false })
  : new Draft2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true });
const validate = ajv.compile(schema);

for (const file of files) {
  const text = fs.readFileSync(file, "utf8").replace(/^\ufeff/, "");
  let verdict;
  try {
    const value = file.endsWith(".json")
      ? JSON.parse(text)
      : yaml.parse(text, { version: "1.2", schema: "core", strict: true, uniqueKeys: true, merge: false, prettyErrors: false, logLevel: "error" });
    verdict = { file, valid: validate(value), errors: (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message}`) };
  } catch (error) {
    verdict = { file, valid: false, errors: [String(error.message)] };
  }
  console.log(JSON.stringify(verdict));
}
