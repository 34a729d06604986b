import type { SandboxAccount, SandboxClock } from '@rollcall/client/testing';
import { MOMENT } from '../options/kinds.ts';
import type { ValuesOf } from '../options/option.ts';
import { printJson, printLine } from '../output/print.ts';
import { accountControlOptions as accountControls } from '../sandbox/control-options.ts';
import { withAccount } from '../sandbox/reach.ts';
import { DURATION } from '../sandbox/words.ts';
import { defineCommand } from './command.ts';

export const clockShow = defineCommand({
  description: 'Shows what the clock of an account of the sandbox says, and whether it stands still.',
  arguments: {},
  options: accountControls,
  examples: [{ does: 'Read the clock', command: 'rollcall sandbox clock show' }],
  run: ({ options }) => move(options, ({ clock }) => clock.get()),
});

export const clockSet = defineCommand({
  description:
    'Sets the clock of an account of the sandbox, forwards or backwards. Tokens and limits go by it at once.',
  arguments: { time: { name: 'DATE', kind: MOMENT, description: 'What it is to show.' } },
  options: accountControls,
  examples: [{ does: 'The last minute of the year', command: 'rollcall sandbox clock set 2027-12-31T23:59:00Z' }],
  run: ({ arguments: { time }, options }) => move(options, ({ clock }) => clock.set({ time: time.toISOString() })),
});

export const clockAdvance = defineCommand({
  description: 'Moves the clock of an account of the sandbox forward.',
  arguments: { by: { name: 'DURATION', kind: DURATION, description: 'How far.' } },
  options: accountControls,
  examples: [
    { does: 'Every token there is has expired', command: 'rollcall sandbox clock advance 15m' },
    { does: 'The limit of an hour starts anew', command: 'rollcall sandbox clock advance 1h' },
  ],
  run: ({ arguments: { by }, options }) => move(options, ({ clock }) => clock.advance(by)),
});

export const clockFreeze = defineCommand({
  description: 'Stops the clock of an account of the sandbox.',
  arguments: {},
  options: accountControls,
  examples: [{ does: 'Stop it', command: 'rollcall sandbox clock freeze' }],
  run: ({ options }) => move(options, ({ clock }) => clock.set({ frozen: true })),
});

export const clockRelease = defineCommand({
  description: 'Lets the clock of an account of the sandbox run on from what it shows.',
  arguments: {},
  options: accountControls,
  examples: [{ does: 'Let it run', command: 'rollcall sandbox clock release' }],
  run: ({ options }) => move(options, ({ clock }) => clock.set({ frozen: false })),
});

async function move(
  options: ValuesOf<typeof accountControls>,
  change: (account: SandboxAccount) => Promise<SandboxClock>,
): Promise<void> {
  const clock = await withAccount(options, change);
  if (options.json) return printJson(clock);
  printLine(`${clock.time}${clock.frozen ? ' (frozen)' : ''}`);
}
