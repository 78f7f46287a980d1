// The same 20 expressions in one run: ours by the Google benchmark, then npm's feelin, with the ratio of each.
//   cd tests/bench/feelin && npm ci --ignore-scripts && node compare.mjs [path of feel_expression_bench]
// feelin parses anew each time, as its interface has it, so the first ratio is against our parse and evaluation together,
// the second against the evaluation of what was parsed once, as a guard is.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { evaluate } from 'feelin';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { context, expressions } = JSON.parse(readFileSync(here('expressions.json')));
const program = process.argv[2] ?? here('../../../build/release/feel_expression_bench');
const report = execFileSync(program, ['--benchmark_filter=one', '--benchmark_format=json'], { maxBuffer: 1 << 24 });
const ours = JSON.parse(report).benchmarks;
const find = (name, i) => ours.find((b) => b.name === `${name}/${i}`);

let product = 1;
let parsed = 1;
console.log('feelin      parse + evaluate      evaluate   allocations');
expressions.forEach((text, i) => {
  for (let k = 0; k < 200; k++) evaluate(text, context);
  const start = process.hrtime.bigint();
  const rounds = 2000;
  for (let k = 0; k < rounds; k++) evaluate(text, context);
  const theirs = Number(process.hrtime.bigint() - start) / rounds;
  const parse = find('parse_one', i).real_time;
  const evaluation = find('evaluate_one', i);
  product *= theirs / (parse + evaluation.real_time);
  parsed *= theirs / evaluation.real_time;
  const us = (ns) => `${(ns / 1000).toFixed(2)} us`.padStart(10);
  console.log(us(theirs), us(parse + evaluation.real_time), `${(theirs / (parse + evaluation.real_time)).toFixed(0)}x`.padStart(6),
    us(evaluation.real_time), `${(theirs / evaluation.real_time).toFixed(0)}x`.padStart(6),
    evaluation.allocations.toFixed(0).padStart(4), ' ', text);
});
const mean = (value) => (value ** (1 / expressions.length)).toFixed(0);
console.log(`geometric mean: ${mean(product)}x with parsing, ${mean(parsed)}x parsed once`);
