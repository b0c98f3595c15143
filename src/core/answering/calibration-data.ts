import type { Calibration } from "./calibration.js";
import data from "./calibration-data.json" with { type: "json" };

/** The calibration in force, written by `npm run calibrate`. */
export const calibration: Calibration = data;
