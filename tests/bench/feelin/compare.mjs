// Nanoseconds an evaluation of each expression takes in feelin (parsed anew each time, as its interface has it), one a line.
// `npm ci --ignore-scripts`, then `node compare.mjs`; with a JSON report of the Google benchmark as argument, the ratio too:
//   build/release/feel_expression_bench --benchmark_filter=one --benchmark_format=json > bench.json; node compare.mjs bench.json
import { readFileSync } from 'node:fs';
import { evaluate } from 'feelin';

const { context, expressions } = JSON.parse(readFileSync(new URL('expressions.json', import.meta.url)));
const ours = process.argv[2] ? JSON.parse(readFileSync(process.argv[2])).benchmarks : [];
const time = (name, i) => ours.find((b) => b.name === `${name}/${i}`)?.real_time;

let product = 1;
expressions.forEach((text, i) => {
  for (let k = 0; k < 200; k++) evaluate(text, context);
  const start = process.hrtime.bigint();
  const rounds = 2000;
  for (let k = 0; k < rounds; k++) evaluate(text, context);
  const theirs = Number(process.hrtime.bigint() - start) / rounds;
  const whole = time('parse_one', i) + time('evaluate_one', i);
  product *= theirs / whole;
  console.log(`${Math.round(theirs)} ns`, ours.length ? `${(theirs / whole).toFixed(0)}x (${(theirs / time('evaluate_one', i)).toFixed(0)}x parsed once)` : '', text);
});
if (ours.length) console.log(`geometric mean ${(product ** (1 / expressions.length)).toFixed(0)}x`);
