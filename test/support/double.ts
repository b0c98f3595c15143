/**
 * The doubles of the channels' servers, by hand: `npm run double -- telegram|zalo-bot|zalo-oa|azure [PORT]`. It prints
 * the settings with which `npm start` talks to the double, and then what is typed is what a person writes.
 */
import { createInterface } from "node:readline";
import { playAzure } from "./azure/play-azure.js";
import { playTelegram } from "./telegram/play-telegram.js";
import { playZaloBot } from "./zalo-bot/play-zalo-bot.js";
import { playZaloOa } from "./zalo-oa/play-zalo-oa.js";

const doubles: Readonly<Record<string, typeof playTelegram>> = {
  telegram: playTelegram,
  "zalo-bot": playZaloBot,
  "zalo-oa": playZaloOa,
  azure: playAzure,
};

const [name = "", port = "8081"] = process.argv.slice(2);
const play = doubles[name];
if (play === undefined || !/^\d+$/u.test(port)) {
  console.error(`Usage: npm run double -- ${Object.keys(doubles).join("|")} [PORT]`);
  process.exitCode = 1;
} else await play({ port: Number(port), lines: createInterface({ input: process.stdin }), print: (line) => console.log(line) });
