import { openWay } from '../connection/connect.ts';
import type { ValuesOf } from '../options/option.ts';
import { counted, printLine, tableStyle } from '../output/print.ts';
import { renderFields } from '../output/table.ts';
import { Cleanup, type Stoppable } from '../service/until-stopped.ts';
import { listenForClient } from './listen-for-client.ts';
import type { localListenerOptions } from './listener-options.ts';
import { startRecorder } from './recorder.ts';

export interface RecordingOptions extends ValuesOf<typeof localListenerOptions> {
  readonly upstream: string;
  readonly caFile: string | undefined;
  readonly output: string;
  readonly json: boolean;
}

/** Records until it is stopped, and says how much. */
export async function startRecording(options: RecordingOptions): Promise<Stoppable> {
  const { upstream, caFile, output, json } = options;
  await openWay({ baseUrl: upstream, caFile });
  const recorder = startRecorder(upstream, output);
  const cleanup = new Cleanup();
  try {
    const listener = await listenForClient(options, cleanup, (request) => recorder.answer(request));
    const place = { base_url: listener.baseUrl, ca_file: listener.caFile, upstream, output };
    if (json) printLine(JSON.stringify(place));
    else printLine(`${renderFields(fieldsOf(place), tableStyle())}\n\nRecording. Ctrl-C ends it.`);
    return {
      stop: async () => {
        await cleanup.run();
        recorder.close();
        if (!json) printLine(`${counted(recorder.count, 'request', 'requests')} recorded in ${output}.`);
      },
    };
  } catch (error) {
    await cleanup.run().catch(() => {}); // the first failure is the one to report
    recorder.discard();
    throw error;
  }
}

function fieldsOf(place: { base_url: string; ca_file: string | undefined; upstream: string; output: string }) {
  const fields: (readonly [string, string])[] = [['Base URL for the client', place.base_url]];
  if (place.ca_file !== undefined) fields.push(['CA file', place.ca_file]);
  return [...fields, ['Asked in truth', place.upstream], ['Recording', place.output]] as const;
}
