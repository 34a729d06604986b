import { SCOPES } from '@rollcall/contract';
import type { Diagnosis } from '../doctor/diagnose.ts';
import { jsonOption } from '../options/common-options.ts';
import { connectionOptions } from '../options/connection-options.ts';
import { choices, SWITCH } from '../options/kinds.ts';
import { option, optionWithDefault } from '../options/option.ts';
import { printJson } from '../output/print.ts';
import { defineCommand } from './command.ts';

// Nothing is repeated: what fails for the moment is a finding.
const { maxWait: _, ...options } = connectionOptions;

export const doctor = defineCommand({
  description:
    'Looks for what stands between you and the Users API, from the configuration over network, certificate and ' +
    'credentials to scopes and limits, and says of each thing whether it is well and what to do. It changes nothing: ' +
    'a handful of requests, one token, which it gives back.',
  arguments: {},
  options: {
    ...options,
    needScope: option({
      flag: 'need-scope',
      kind: choices('SCOPE[,SCOPE]', SCOPES),
      description: 'Fail if the application lacks one of these; any other it lacks is a warning.',
    }),
    allRegions: optionWithDefault(
      {
        flag: 'all-regions',
        kind: SWITCH,
        description: 'Where a public region does not know the credentials or the account, send them to the others too.',
      },
      'false',
    ),
    json: jsonOption,
  },
  examples: [
    { does: 'Why does it not work?', command: 'rollcall doctor' },
    {
      does: 'In CI: stop before the work begins',
      command: 'rollcall doctor --json --need-scope list_users,suspend_user > doctor.json',
    },
  ],
  exitCodes: { 4: 'Something failed, and credentials or scopes are the reason.' },
  async run({ options: { needScope = [], allRegions, json, ...given } }) {
    const [{ diagnose }, { diagnosisDocument }, { DiagnosisPrinter }] = await Promise.all([
      import('../doctor/diagnose.ts'),
      import('../doctor/diagnosis-document.ts'),
      import('../doctor/print-diagnosis.ts'),
    ]);
    const printer = new DiagnosisPrinter();
    const log = (line: string) => given.verbose && process.stderr.write(`${line}\n`);
    const connection = { ...given, maxWait: 0 };
    const diagnoses: Diagnosis[] = [];
    for await (const diagnosis of diagnose({ connection, allRegions, neededScopes: needScope, log })) {
      diagnoses.push(diagnosis);
      if (!json) printer.print(diagnosis);
    }
    if (json) printJson(diagnosisDocument(diagnoses));
    else printer.printSummary(diagnoses);
    process.exitCode = exitCodeOf(diagnoses);
  },
});

function exitCodeOf(diagnoses: readonly Diagnosis[]): number {
  const failures = diagnoses.filter(({ finding }) => finding.verdict === 'failed');
  if (failures.length === 0) return 0;
  return failures.some(({ finding }) => finding.credentials) ? 4 : 1;
}
