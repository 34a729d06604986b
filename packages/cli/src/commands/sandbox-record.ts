import { configOption, jsonOption } from '../options/common-options.ts';
import { BASE_URL, path } from '../options/kinds.ts';
import { option, requiredOption } from '../options/option.ts';
import { localListenerOptions } from '../record/listener-options.ts';
import { defineCommand } from './command.ts';

export const sandboxRecord = defineCommand({
  description:
    'Stands between a client and a real server, Rollcall or the original, and writes down what passes. The recording is ' +
    'redacted: people, accounts and tokens have other names in it, the same ones throughout, and secrets are left out. ' +
    'The server itself is really asked: what the client changes there is changed.',
  arguments: {},
  options: {
    upstream: requiredOption({
      flag: 'upstream',
      key: 'record_upstream',
      kind: BASE_URL,
      description: 'The server to ask.',
    }),
    caFile: option({
      flag: 'ca-file',
      kind: path('FILE', 'the path of a PEM file'),
      description: "Trust the certificates in this file too, for the server's sake.",
    }),
    output: requiredOption({
      flag: 'output',
      key: 'record_output',
      kind: path('FILE', 'the path of a file that is not there yet'),
      description: 'Where to write.',
    }),
    ...localListenerOptions,
    json: jsonOption,
    config: configOption,
  },
  examples: [
    {
      does: 'What does my client really do?',
      command: 'rollcall sandbox record --upstream https://users.example.com --output session.ndjson',
    },
  ],
  async run({ options }) {
    const [{ runUntilStopped }, { startRecording }] = await Promise.all([
      import('../service/until-stopped.ts'),
      import('../record/start-recording.ts'),
    ]);
    await runUntilStopped(() => startRecording(options));
  },
});
