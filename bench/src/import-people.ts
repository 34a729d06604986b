import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DirectoryFormat } from '@rollcall/server/directory';

/** The account of the measured files. */
export const ACCOUNT_ID = 'BENCHMARKBENCHMARKBENCHMAR';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const START = Date.UTC(2015, 0, 1);
const NAMES = [
  'Ingrid Solberg',
  'Zoë Brontë',
  'Olena Шевчук',
  'Nguyễn Thị Minh Anh',
  '王秀英',
  'Omar Farouk',
  "Siobhán O'Neill",
];

/** Writes a directory file with this many people: every field given, ids in no order, as exports of other systems are. */
export async function writePeople(file: string, format: DirectoryFormat, people: number): Promise<void> {
  await pipeline(Readable.from(lines(format, people)), createWriteStream(file));
}

function* lines(format: DirectoryFormat, people: number): Generator<string> {
  const account = { id: ACCOUNT_ID, name: 'Benchmark', provisioning: 'manual' };
  if (format === 'json') yield `{"accounts":[${JSON.stringify(account).slice(0, -1)},"users":[`;
  if (format === 'csv') yield 'email,display_name,role,state,id,create_time,externally_managed\n';
  if (format === 'ndjson') yield `${JSON.stringify({ type: 'account', ...account })}\n`;
  for (let index = 0; index < people; index += 1) {
    const user = person(index);
    if (format === 'json') yield `${index === 0 ? '' : ','}\n${JSON.stringify(user)}`;
    else if (format === 'ndjson') yield `${JSON.stringify({ type: 'user', account_id: ACCOUNT_ID, ...user })}\n`;
    else yield `${csvRow(user)}\n`;
  }
  if (format === 'json') yield '\n]}]}\n';
}

function csvRow(user: ReturnType<typeof person>): string {
  const { email, display_name, role, state, id, create_time, externally_managed } = user;
  return [email, display_name, role, state, id, create_time, externally_managed].join(',');
}

function person(index: number) {
  const seconds = Math.imul(index, 2_654_435_761) >>> 4;
  return {
    id: idOf(index),
    email: `person.${index}@example.com`,
    display_name: `${NAMES[index % NAMES.length]} ${index}`,
    state: index % 50 === 49 ? 'SUSPENDED' : 'ACTIVE',
    create_time: `${new Date(START + seconds * 1000).toISOString().slice(0, 19)}Z`,
    role: index === 0 ? 'owner' : 'member',
    externally_managed: false,
  };
}

/** The index, unmistakably, behind digits that are in no order. */
function idOf(index: number): string {
  let id = '';
  for (let mixed = Math.imul(index + 1, 2_246_822_519) >>> 0, at = 0; at < 6; at += 1, mixed >>>= 5) {
    id += ALPHABET.charAt(mixed & 31);
  }
  for (let rest = index, at = 0; at < 20; at += 1, rest = Math.floor(rest / 32)) id += ALPHABET.charAt(rest % 32);
  return id;
}
