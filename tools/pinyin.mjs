#!/usr/bin/env node
// pinyin.mjs - makes packs/NAME/texts/pinyin.csv: how the characters of the pack's matters sound, and which
// other common characters sound the same, so that "wufanzui" and a homophone typed by mistake find their matter.
//
// Usage: node tools/pinyin.mjs NODE_MODULES packs/shanghai
// NODE_MODULES holds pinyin-pro. Common characters are level 1 of GB 2312. The same sources give the same file.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [modules, pack] = process.argv.slice(2).map((path) => resolve(path));
const { pinyin } = createRequire(join(modules, 'x.js'))('pinyin-pro');

const isHan = (c) => /^\p{Script=Han}$/u.test(c);

function textsOf(value, key, out) {
  if (typeof value === 'string') {
    if (key === 'zh') out.push(value);
  } else if (Array.isArray(value)) value.forEach((v) => textsOf(v, key, out));
  else if (value && typeof value === 'object') {
    for (const [k, v] of Object.entries(value)) textsOf(v, k === 'en' ? 'en' : k === 'zh' ? 'zh' : key === 'zh' ? 'zh' : k, out);
  }
  return out;
}

// name and words only: what residents type, not the long texts of rules
function matterCharacters() {
  const found = new Set();
  const dir = join(pack, 'matters');
  for (const file of readdirSync(dir).filter((f) => f.endsWith('.json')).sort()) {
    const all = JSON.parse(readFileSync(join(dir, file), 'utf8'));
    for (const matter of Array.isArray(all) ? all : [all]) {
      const texts = textsOf(matter.name, '', textsOf(matter.words, '', textsOf(matter.summary, '', [])));
      for (const c of texts.join('')) if (isHan(c)) found.add(c);
    }
  }
  return found;
}

function commonCharacters() {
  const decoder = new TextDecoder('gbk');
  const all = [];
  for (let row = 0xb0; row <= 0xd7; row++)
    for (let col = 0xa1; col <= 0xfe; col++) {
      const c = decoder.decode(new Uint8Array([row, col]));
      if (isHan(c)) all.push(c);
    }
  return all;
}

function readings(c) {
  const all = pinyin(c, { toneType: 'none', type: 'array', multiple: true, v: true });
  return [...new Set(all.map((s) => s.toLowerCase().replace(/[^a-z]/g, '')))].filter(Boolean).slice(0, 3);
}

const own = matterCharacters();
const sounds = new Set([...own].flatMap(readings));
const rows = [...new Set([...own, ...commonCharacters()])]
  .map((c) => [c, readings(c)])
  .filter(([c, r]) => r.length && (own.has(c) || sounds.has(r[0])))
  .sort(([a], [b]) => a.codePointAt(0) - b.codePointAt(0));
writeFileSync(join(pack, 'texts', 'pinyin.csv'), ['character,readings', ...rows.map(([c, r]) => `${c},${r.join(' ')}`)].join('\n') + '\n');
console.log(`${rows.length} characters, ${sounds.size} syllables`);
