import { API_VERSIONS } from '@rollcall/contract';
import { ACCOUNT_ID, configOption } from '../options/common-options.ts';
import type { Kind } from '../options/kind.ts';
import { BASE_URL, choice, choices, path, SWITCH, text, wholeNumber } from '../options/kinds.ts';
import { option, optionWithDefault } from '../options/option.ts';
import { sandboxOptions } from '../options/sandbox-options.ts';
import { behaviourOptions, PORT } from '../options/service-options.ts';

const FILE = path('FILE', 'the path of a file');

/** A file to write. What looks like a flag is one that was forgotten. */
const REPORT_FILE: Kind<string> = {
  ...FILE,
  parse: (given, origin) => (given.startsWith('-') ? undefined : FILE.parse(given, origin)),
};

const SITUATION_IDS: Kind<readonly string[]> = {
  placeholder: 'SITUATION[,SITUATION…]',
  allowed: 'names of situations, separated by commas (--list-situations shows them)',
  list: true,
  parse(given) {
    const ids = given.split(',').map((id) => id.trim());
    return ids.every((id) => /^[a-z0-9-]+$/.test(id)) ? ids : undefined;
  },
};

function commandOption(task: string, does: string) {
  return option({
    flag: `on-${task}`,
    key: `grade_on_${task}`,
    kind: text('COMMAND', /\S/, 'a command for the shell'),
    description: `Of an exam: lets the client ${does}.`,
  });
}

function fileOption(flag: string, what: string) {
  return option({ flag, key: `grade_${flag}`, kind: REPORT_FILE, description: `Write ${what} to this file.` });
}

export const gradeOptions = {
  exam: optionWithDefault(
    {
      flag: 'exam',
      key: 'grade_exam',
      kind: SWITCH,
      description: 'Lead the client through awkward situations, one by one.',
    },
    'false',
  ),
  onList: commandOption('list', 'list people: everybody, or who has the state in ROLLCALL_FILTER'),
  onGet: commandOption('get', 'look up the person ROLLCALL_USER'),
  onSuspend: commandOption('suspend', 'suspend the person ROLLCALL_USER'),
  onReactivate: commandOption('reactivate', 'reactivate the person ROLLCALL_USER'),
  only: option({
    flag: 'only',
    key: 'grade_only',
    kind: SITUATION_IDS,
    description: 'Of an exam: these situations only.',
    fallbackNote: 'all of them',
  }),
  speaks: option({
    flag: 'speaks',
    key: 'grade_speaks',
    kind: choices('V[,V]', API_VERSIONS),
    description: 'Of an exam: the path families that the client speaks.',
    fallbackNote: API_VERSIONS.join(','),
  }),
  atOnce: optionWithDefault(
    {
      flag: 'at-once',
      key: 'grade_at_once',
      kind: wholeNumber(1, 100),
      description: 'Of an exam by commands: situations that run side by side, each in an account of its own.',
    },
    '1',
  ),
  listSituations: optionWithDefault(
    {
      flag: 'list-situations',
      key: 'grade_list_situations',
      kind: SWITCH,
      description: 'List the situations of an exam, and do nothing else.',
    },
    'false',
  ),
  timeout: option({
    flag: 'timeout',
    key: 'grade_timeout',
    kind: wholeNumber(1, 86_400),
    description: 'Seconds that the client has: for a situation, or for its whole run.',
    fallbackNote: '30 for a situation (3600 where a person leads the client), no limit for a run',
  }),
  requests: option({
    flag: 'requests',
    key: 'grade_requests',
    kind: wholeNumber(1, 100_000),
    description: 'Without a command: end when so many requests have been answered.',
    fallbackNote: 'until Ctrl-C',
  }),
  output: optionWithDefault(
    {
      flag: 'output',
      key: 'grade_output',
      kind: choice('FORMAT', ['table', 'json']),
      description: 'How to print the report.',
    },
    'table',
  ),
  html: fileOption('html', 'the report as one page to send'),
  junit: fileOption('junit', 'it as JUnit XML, for CI,'),
  json: fileOption('json', 'it as JSON'),
  requireComplete: optionWithDefault(
    {
      flag: 'require-complete',
      key: 'grade_require_complete',
      kind: SWITCH,
      description: 'Fail also where a rule could not be judged.',
    },
    'false',
  ),
  controlUrl: option({
    flag: 'control-url',
    // Of its own: what is set for the commands on a running sandbox must not lead every grade there.
    key: 'grade_control_url',
    kind: BASE_URL,
    description: 'Grade in a sandbox that runs already: it prints where its controls are.',
    fallbackNote: 'a sandbox of its own',
  }),
  account: option({
    flag: 'account',
    key: 'grade_account',
    kind: ACCOUNT_ID,
    description: 'With --control-url: the account.',
    fallbackNote: 'the one that sandbox started with',
  }),
  seed: sandboxOptions.seed,
  port: optionWithDefault(
    { flag: 'port', key: 'grade_port', kind: PORT, description: 'The port of the sandbox; 0 takes a free one.' },
    '0',
  ),
  http: behaviourOptions.http,
  config: configOption,
};
