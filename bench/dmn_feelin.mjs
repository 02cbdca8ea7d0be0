// dmn_feelin.mjs FOLDER CASES.jsonl SECONDS - expressions a second of feelin, installed in FOLDER, as one JSON line.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, path, seconds] = process.argv.slice(2);
const { evaluate } = await import(pathToFileURL(resolve(join(folder, 'node_modules/feelin/dist/index.js'))).href);
const all = readFileSync(path, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));

// processor time, so that neighbours on the machine do not count
function now() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function round(length, cases) {
  const start = now();
  let count = 0;
  do {
    for (const one of cases) {
      if (evaluate(one.expr, one.context ?? {}).value === null) {
        throw new Error(one.expr);
      }
    }
    count += cases.length;
  } while (now() - start < length);
  return count / (now() - start);
}

round(Number(seconds), all);
let best = 0;
for (let i = 0; i < 4; i++) {
  best = Math.max(best, round(Number(seconds) / 4, all));
}
const each = all.map((one) => Math.round(round(Number(seconds) / all.length, [one])));
console.log(JSON.stringify({ per_s: Math.round(best), each_per_s: each }));
