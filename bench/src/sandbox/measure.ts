import { readFile } from 'node:fs/promises';
import { Conversation, exchange } from '../load/exchange.ts';
import { startProcess } from '../processes/running-process.ts';
import type { Room } from '../room.ts';
import { freePort } from '../targets/rollcall-command.ts';
import type { Accounts, Starts } from './result.ts';
import { SANDBOX, type Subject } from './subjects.ts';

const PATIENCE_MS = 60_000;
/** Between two tries to get the first answer: what a start is known to. */
const PAUSE_MS = 3;

/** Starts each in turn, as often as wanted. Not pinned, as users start it. */
export async function measureStarts(room: Room, subjects: readonly Subject[], times: number): Promise<Starts[]> {
  const found = subjects.map(({ name, asked }) => ({ name, asked, ms: [] as number[] }));
  for (let time = 0; time < times; time += 1) {
    for (const [index, subject] of subjects.entries()) found[index]?.ms.push(await startOnce(room, subject));
  }
  return found;
}

async function startOnce(room: Room, subject: Subject): Promise<number> {
  const { args, port, request } = await subject.prepare();
  const logFile = room.path('sandbox.log');
  const startedAt = performance.now();
  const running = room.keep(startProcess({ args, logFile }));
  try {
    while (running.child.exitCode === null && performance.now() - startedAt < PATIENCE_MS) {
      const status = await exchange({ port, ca: undefined }, request).then(
        (answer) => answer.status,
        () => undefined,
      );
      if (status === 200) return performance.now() - startedAt;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    throw new Error(`${subject.name} did not answer: ${await readFile(logFile, 'utf8')}`);
  } finally {
    await running.stop();
  }
}

const PRESETS = ['demo', 'one-owner', 'automated-provisioning'] as const;

/** Makes isolated accounts in a running sandbox, and removes each: what a test pays that wants to be alone. */
export async function measureAccounts(room: Room, times: number): Promise<Accounts[]> {
  const { args } = await SANDBOX.prepare();
  const controlPort = await freePort();
  const fixed = args.with(args.indexOf('--control-port') + 1, String(controlPort));
  const running = room.keep(startProcess({ args: fixed, logFile: room.path('sandbox.log') }));
  try {
    await answering(controlPort);
    await using controls = await Conversation.begin({ port: controlPort, ca: undefined });
    const found = PRESETS.map((preset) => ({
      name: `POST /sandbox/v1/accounts, preset ${preset}`,
      ms: [] as number[],
    }));
    for (let time = 0; time < times; time += 1) {
      for (const [index, preset] of PRESETS.entries()) {
        const startedAt = performance.now();
        const answer = await controls.ask(withBody('POST', '/sandbox/v1/accounts', { preset }));
        const ms = performance.now() - startedAt;
        if (answer.status !== 201) throw new Error(`An account was refused: ${answer.body.toString()}`);
        // The first ones load what the later ones find.
        if (time > 0) found[index]?.ms.push(ms);
        const { account_id: id } = JSON.parse(answer.body.toString());
        await controls.ask(withBody('DELETE', `/sandbox/v1/accounts/${id}`, {}));
      }
    }
    return found;
  } finally {
    await running.stop();
  }
}

async function answering(port: number): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  const request = withBody('GET', '/sandbox/v1', {});
  while (performance.now() < deadline) {
    const answer = await exchange({ port, ca: undefined }, request).catch(() => undefined);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error('The controls did not answer.');
}

function withBody(method: string, path: string, body: object): string {
  const text = JSON.stringify(body);
  const head = `Host: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}`;
  return `${method} ${path} HTTP/1.1\r\n${head}\r\n\r\n${text}`;
}
