import { defineConfig } from "vitest/config";

/** Where the results are also written as JSON: `.ci/run` counts them there. */
const reportFile = process.env.TEST_REPORT_FILE;

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/support/global-setup.ts",
    reporters: reportFile === undefined ? ["default"] : ["default", "json"],
    outputFile: { json: reportFile ?? "" },
    /** Tests start databases, servers and browsers, on machines with two cores too. */
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
