import { parseArgs } from 'node:util';
import type { Settings } from './result.ts';
import { SECTIONS, type Section } from './sections/section.ts';

export interface Options {
  readonly quick: boolean;
  readonly peers: boolean;
  /** Servers on PostgreSQL in place of a data folder. */
  readonly postgres: boolean;
  /** How long a sandbox takes to start, in place of how fast servers are. */
  readonly sandbox: boolean;
  readonly only: readonly Section[];
  readonly settings: Settings;
  /** People in each file of the import section. */
  readonly importedPeople: number;
  readonly starts: number;
  /** Where the raw figures go. */
  readonly json: string | undefined;
  /** Raw figures to make the document of, instead of measuring. */
  readonly render: string | undefined;
  /** The page whose part that is; undefined: to standard output. */
  readonly into: string | undefined;
  /** Where the folder of the measurements goes. */
  readonly workDir: string | undefined;
  /** For Node.js, in front of the server: a profiler, say. */
  readonly serverArguments: readonly string[];
  /** How to repeat this run, without the files it names. */
  readonly command: string;
}

const FULL: Settings = {
  connections: 64,
  rounds: 7,
  seconds: 3,
  warmUpSeconds: 2,
  people: 50_000,
  manyPeople: 1_000_000,
};
const QUICK: Settings = { ...FULL, rounds: 2, seconds: 0.4, warmUpSeconds: 0.2, people: 2_000, manyPeople: 20_000 };

export const USAGE = `npm run bench -- [options]

  --quick          a smoke run of under a minute; its figures mean nothing
  --peers          measure Prism, json-server, oauth2-mock-server and oidc-provider too: the first time, this downloads about 90 MB from npm
  --postgres       measure one and two servers on PostgreSQL instead, which comes with the development dependencies
  --sandbox        measure how long a sandbox takes to start instead
  --only A,B       some of ${SECTIONS.join(', ')}
  --json FILE      write every raw figure, the machine and the versions
  --render FILE    measure nothing: print the part of docs/benchmarks.md that such a file is about
  --into PAGE      with --render: write it into that page instead, in place of what the page had
  --rounds N       rounds of each comparison (default: ${FULL.rounds})
  --seconds S      seconds each contender is measured in each round (default: ${FULL.seconds})
  --work-dir DIR   measure in a folder in DIR (default: the system's folder for temporary files); its disk counts
  --server-args=S  arguments for Node.js in front of the server, such as --cpu-prof
`;

/** @throws Error that says which option is wrong and what is allowed */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      peers: { type: 'boolean', default: false },
      postgres: { type: 'boolean', default: false },
      sandbox: { type: 'boolean', default: false },
      only: { type: 'string' },
      json: { type: 'string' },
      render: { type: 'string' },
      into: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      'work-dir': { type: 'string' },
      'server-args': { type: 'string' },
    },
  });
  const preset = values.quick ? QUICK : FULL;
  return {
    quick: values.quick,
    peers: values.peers,
    postgres: values.postgres,
    sandbox: values.sandbox,
    only: readSections(values.only),
    settings: {
      ...preset,
      rounds: readNumber('rounds', values.rounds) ?? preset.rounds,
      seconds: readNumber('seconds', values.seconds) ?? preset.seconds,
    },
    importedPeople: values.quick ? 5_000 : 300_000,
    starts: values.quick ? 2 : 5,
    json: values.json,
    render: values.render,
    into: values.into,
    workDir: values['work-dir'],
    serverArguments: values['server-args']?.split(' ') ?? [],
    command: toCommand(values),
  };
}

function readNumber(flag: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const number = Number(given);
  if (!(number > 0 && number <= 600))
    throw new Error(`--${flag} ${given}: allowed is a number above 0, 600 at the most.`);
  return number;
}

function readSections(given: string | undefined): readonly Section[] {
  if (given === undefined) return SECTIONS;
  return given.split(',').map((name) => {
    const section = SECTIONS.find((known) => known === name);
    if (section === undefined) throw new Error(`--only ${name}: allowed are ${SECTIONS.join(', ')}.`);
    return section;
  });
}

function toCommand(values: Readonly<Record<string, string | boolean | undefined>>): string {
  const { json: _, render: __, into: ___, 'work-dir': ____, ...rest } = values;
  const given = Object.entries(rest).filter(([, value]) => value !== undefined && value !== false);
  const words = given.map(([flag, value]) => (value === true ? `--${flag}` : `--${flag} ${String(value)}`));
  return ['npm run bench', ...(words.length > 0 ? ['--', ...words] : [])].join(' ');
}
