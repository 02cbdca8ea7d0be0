// answer.mjs - feelin behind the lines of `xiucheng feel --jsonl`: a case a line in, an answer a line out.
// Values are written as FEEL literals; what feelin throws becomes null with a diagnostic.
import { createInterface } from 'node:readline';
import { evaluate, unaryTest } from 'feelin';

const MAKERS = { FeelDate: 'date', FeelTime: 'time', FeelDateTime: 'date and time', FeelDuration: 'duration' };

function range(v) {
  const low = v['start included'] ? '[' : '(';
  const high = v['end included'] ? ']' : ')';
  return `${low}${literal(v.start)}..${literal(v.end)}${high}`;
}

function object(v) {
  const name = v.constructor?.name;
  if (name in MAKERS) {
    return `${MAKERS[name]}(${JSON.stringify(v.iso ?? String(v))})`;
  }
  if (name === 'FeelRange') {
    return range(v);
  }
  if (name === 'FeelFunction') {
    return 'function';
  }
  const entries = Object.entries(v).map(([key, value]) => `${JSON.stringify(key)}: ${literal(value)}`);
  return `{${entries.join(', ')}}`;
}

function literal(v) {
  if (v === null || v === undefined) {
    return 'null';
  }
  switch (typeof v) {
    case 'number':
      return Number.isFinite(v) ? String(v) : 'null';
    case 'string':
      return JSON.stringify(v);
    case 'function':
      return 'function';
    case 'object':
      return Array.isArray(v) ? `[${v.map(literal).join(', ')}]` : object(v);
    default:
      return String(v);
  }
}

function names(one) {
  const context = { ...(one.context ?? {}) };
  for (const [name, text] of Object.entries(one.feelContext ?? {})) {
    context[name] = evaluate(text, context).value;
  }
  if (one.feelInput !== undefined) {
    context['?'] = evaluate(one.feelInput, context).value;
  }
  return context;
}

function answer(one) {
  try {
    const context = names(one);
    const { value, warnings } = one.kind === 'unaryTests' ? unaryTest(one.expr, context) : evaluate(one.expr, context);
    return { id: one.id, value: literal(value), diagnostics: warnings.map((w) => w.message) };
  } catch (error) {
    return { id: one.id, value: 'null', diagnostics: [`${error.name}: ${error.message}`.slice(0, 300)] };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim()) {
    process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
  }
}
