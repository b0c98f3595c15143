import { readFileSync } from "node:fs";

/** Prints how many test cases of a Vitest report passed and failed. A file that could not be loaded counts as one failed case. */
const report = JSON.parse(readFileSync(process.argv[2], "utf8"));
const isBroken = ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed");
console.log(report.numPassedTests, report.numFailedTests + report.testResults.filter(isBroken).length);
