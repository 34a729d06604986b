import { configOption, jsonOption } from '../options/common-options.ts';
import { path } from '../options/kinds.ts';
import { localListenerOptions } from '../record/listener-options.ts';
import { defineCommand } from './command.ts';

export const sandboxReplay = defineCommand({
  description:
    'Answers a client from a recording, and names the first thing it does else. Give the client the account id that it ' +
    'prints; client id and secret may be any. It ends with Ctrl-C, or by itself once all was asked for again.',
  arguments: {
    recording: {
      name: 'FILE',
      kind: path('FILE', 'the path of a recording'),
      description: 'What rollcall sandbox record wrote.',
    },
  },
  options: { ...localListenerOptions, json: jsonOption, config: configOption },
  examples: [{ does: 'Does it still do the same?', command: 'rollcall sandbox replay session.ndjson' }],
  async run({ arguments: { recording }, options }) {
    const { replay } = await import('../record/start-replay.ts');
    await replay(recording, options);
  },
});
