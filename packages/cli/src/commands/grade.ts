import { gradeOptions } from '../grade/grade-options.ts';
import { text } from '../options/kinds.ts';
import { defineCommand } from './command.ts';

export const grade = defineCommand({
  description:
    'Judges a client of the Users API by the requests it sends to a sandbox: whether it follows every page, reuses and ' +
    'renews its token, honours Retry-After, takes a refusal as an answer, and so on, with the requests as evidence. The ' +
    'client is a command after --, which finds what it needs in ROLLCALL_BASE_URL, ROLLCALL_ACCOUNT, ROLLCALL_CLIENT_ID ' +
    'and ROLLCALL_CLIENT_SECRET, and trusts the sandbox by NODE_EXTRA_CA_CERTS, SSL_CERT_FILE, REQUESTS_CA_BUNDLE and ' +
    'CURL_CA_BUNDLE. Without a command, the values are printed, and whatever calls is judged at Ctrl-C. With --exam the ' +
    'client is led through awkward situations one by one, by a command for each task ({user} in it, or ROLLCALL_USER, is ' +
    'the id or the address of the person), or by you.',
  arguments: {
    command: {
      name: 'COMMAND',
      kind: text('COMMAND', /^/, 'a command and its words, after --'),
      many: true,
      description: 'The client: a program and its words, after --. What it prints goes to stderr.',
    },
  },
  options: gradeOptions,
  examples: [
    { does: 'Judge what a program does', command: 'rollcall grade -- node sync.js' },
    { does: 'Judge a client that runs elsewhere, until Ctrl-C', command: 'rollcall grade --html report.html' },
    {
      does: 'The whole exam, in CI',
      command:
        "rollcall grade --exam --on-list './client list' --on-get './client show {user}' --on-suspend './client suspend {user}' \\\n" +
        "    --on-reactivate './client reactivate {user}' --junit grade.xml --html grade.html --require-complete",
    },
    { does: 'The exam, led by hand', command: 'rollcall grade --exam' },
    {
      does: 'What an account of a running sandbox has seen',
      command: 'rollcall grade --control-url http://127.0.0.1:9440',
    },
  ],
  exitCodes: {
    3: 'A rule is broken.',
    4: 'With --require-complete: nothing is broken, but a rule could not be judged.',
  },
  async run({ arguments: { command }, options, givenAs }) {
    if (options.listSituations) return (await import('../grade/list-situations.ts')).listSituations(options.output);
    const { planGrade } = await import('../grade/plan-grade.ts');
    const plan = planGrade(command, options, givenAs);
    const { gradeClient } = await import('../grade/grade-client.ts');
    process.exitCode = await gradeClient(plan, options);
  },
});
