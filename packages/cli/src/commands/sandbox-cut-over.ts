import type { CutOver } from '@rollcall/client/testing';
import { MOMENT } from '../options/kinds.ts';
import { option } from '../options/option.ts';
import { printJson, printLine } from '../output/print.ts';
import { accountControlOptions } from '../sandbox/control-options.ts';
import { withAccount } from '../sandbox/reach.ts';
import { defineCommand } from './command.ts';

export const cutOverSet = defineCommand({
  description:
    'Rehearses the end of the preview: until then its answers carry Deprecation and Sunset headers, from then on its ' +
    "paths lead nowhere. The moment is one of the account's clock, so it can be made to come.",
  arguments: { sunset: { name: 'DATE', kind: MOMENT, description: 'When v1beta1 goes away.' } },
  options: {
    deprecation: option({
      flag: 'deprecation',
      key: 'cut_over_deprecation',
      kind: MOMENT,
      description: 'Since when it is deprecated.',
      fallbackNote: 'the published date',
    }),
    ...accountControlOptions,
  },
  examples: [
    { does: 'Set the day', command: 'rollcall sandbox cut-over set 2027-06-30' },
    { does: 'And let it come', command: 'rollcall sandbox clock set 2027-06-30' },
  ],
  async run({ arguments: { sunset }, options }) {
    const { deprecation } = options;
    const moments = {
      sunset_time: sunset.toISOString(),
      ...(deprecation && { deprecation_time: deprecation.toISOString() }),
    };
    tell(await withAccount(options, ({ cutOver }) => cutOver.set(moments)), options.json);
  },
});

export const cutOverShow = defineCommand({
  description: 'Shows when the preview of an account of the sandbox goes away.',
  arguments: {},
  options: accountControlOptions,
  examples: [{ does: 'When is it?', command: 'rollcall sandbox cut-over show' }],
  run: async ({ options }) => tell(await withAccount(options, ({ cutOver }) => cutOver.get()), options.json),
});

export const cutOverClear = defineCommand({
  description: 'Lets the preview of an account of the sandbox live on.',
  arguments: {},
  options: accountControlOptions,
  examples: [{ does: 'No end in sight', command: 'rollcall sandbox cut-over clear' }],
  run: ({ options }) => withAccount(options, ({ cutOver }) => cutOver.clear()),
});

function tell(moments: CutOver, asJson: boolean): void {
  if (asJson) {
    printJson(moments);
    return;
  }
  const since = moments.deprecation_time === undefined ? '' : `, deprecated since ${moments.deprecation_time}`;
  printLine(`v1beta1 goes away at ${moments.sunset_time}${since}.`);
}
