// What officers handed in during a rehearsal, read back from its journal: who completed which step when, with what.
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

/** Reads the values an event was written with (engine/runtime/codec.cpp). */
class Bytes {
  constructor(buffer) {
    this.buffer = buffer;
    this.at = 0;
  }
  byte() { return this.buffer[this.at++]; }
  number() {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = BigInt(this.byte());
      value |= (byte & 127n) << shift;
      if (byte < 128n) return Number(value);
    }
  }
  signed() {
    const number = this.number();
    return number % 2 ? -(number + 1) / 2 : number / 2;
  }
  text() {
    const length = this.number();
    return this.buffer.subarray(this.at, this.at += length).toString();
  }
  value() {
    const kind = this.byte();
    if (kind === 0) return null;
    if (kind === 1 || kind === 2) return kind === 2;
    if (kind === 3) return this.signed();
    if (kind === 4) return this.text();
    if (kind === 5) return new Date(this.signed() * 86_400_000).toISOString().slice(0, 10);
    if (kind === 6) return Array.from({length: this.number()}, () => this.value());
    if (kind === 7) return Object.fromEntries(Array.from({length: this.number()}, () => [this.text(), this.value()]));
    return JSON.parse(this.text());
  }
}

const inputSet = 8; // the tag of VariablesSet: the first events of every completed task, one for each scope it writes to

/** [{at, number, step, reason, input}] in the order it happened. */
export function completions(folder) {
  const result = JSON.parse(readFileSync(join(folder, 'result.json')));
  const paths = new Map([result.programme, ...result.cases].map(one => [one.id, [...one.path]]));
  const rows = JSON.parse(execFileSync('sqlite3', ['-json', join(folder, 'alur.db'),
    'SELECT c.number, j.seq, j.at, j.reason, hex(j.events) AS events FROM journal j JOIN cases c ON c.id = j.case_id ' +
    'ORDER BY j.at, c.id, j.seq'], {maxBuffer: 1 << 28}));
  const out = [];
  for (const row of rows) {
    const bytes = new Bytes(Buffer.from(row.events, 'hex'));
    bytes.byte(); // version of the encoding
    bytes.number(); // how many events
    const input = {};
    let completed = false;
    while (bytes.byte() === inputSet) {
      completed = true;
      bytes.number(); // scope
      Object.assign(input, bytes.value());
    }
    if (!completed) continue;
    out.push({at: new Date(row.at), number: row.number, step: paths.get(row.number).shift(), reason: row.reason, input});
  }
  return out;
}
