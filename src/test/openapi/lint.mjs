// Prints what the validator and the linter find in the file that is named; nothing where they find nothing.
import { createConfig, lint } from "@redocly/openapi-core";
import { Validator } from "@seriousme/openapi-schema-validator";

const file = process.argv[2];
const validity = await new Validator().validate(file);
if (!validity.valid) {
  console.log("invalid", JSON.stringify(validity.errors));
}
const config = await createConfig({
  extends: ["recommended"],
  // Some calls are there to tell what to use instead, and have no other answer.
  rules: { "operation-2xx-response": "off" },
});
for (const problem of await lint({ ref: file, config })) {
  console.log(problem.severity, problem.ruleId, problem.message, problem.location[0]?.pointer);
}
