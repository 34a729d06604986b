import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Copy, DockerfileParser, From, type Instruction, JSONInstruction } from 'dockerfile-ast';
import { copyFromContext } from './build-context.ts';
import { replayInstall } from './replayed-install.ts';
import { read } from './repository.ts';

/** What a container engine would know of the image. Paths are those within it. */
export interface ReplayedImage {
  /** The folder that stands for its root. */
  readonly root: string;
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: { readonly uid: number; readonly gid: number };
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
  readonly stopSignal: string;
  readonly volumes: readonly string[];
}

interface Stage {
  readonly root: string;
  workdir: string;
  readonly env: Record<string, string>;
  readonly settings: Map<string, readonly string[]>;
}

/**
 * Carries out the Dockerfile in an empty folder, without a container engine: each stage is a folder, COPY copies, RUN
 * runs here with absolute paths moved into that folder, and this Node.js stands for the one of the base image.
 */
export function replayImage(folder: string): ReplayedImage {
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  for (const instruction of DockerfileParser.parse(read('deploy/docker/Dockerfile')).getInstructions()) {
    if (instruction instanceof From) {
      stage = startStage(join(folder, `stage-${stages.size}`));
      stages.set(instruction.getBuildStage() ?? '', stage);
    } else if (stage !== undefined) {
      carryOut(instruction, stage, stages);
    }
  }
  if (stage === undefined) throw new Error('The Dockerfile has no stage.');
  bringNode(stage);
  return describe(stage);
}

function startStage(root: string): Stage {
  mkdirSync(join(root, 'usr/local/bin'), { recursive: true });
  symlinkSync(process.execPath, join(root, 'usr/local/bin/node'));
  return { root, workdir: '/', env: {}, settings: new Map() };
}

/** As a copy: the user of the image may not be able to look where this one is. */
function bringNode({ root }: Stage): void {
  const node = join(root, 'usr/local/bin/node');
  rmSync(node);
  copyFileSync(process.execPath, node);
}

function carryOut(instruction: Instruction, stage: Stage, stages: ReadonlyMap<string, Stage>): void {
  const words = instruction.getArguments().map((argument) => argument.getValue());
  switch (instruction.getKeyword()) {
    case 'COPY':
      if (instruction instanceof Copy) copy(instruction, words, stage, stages);
      break;
    case 'WORKDIR':
      stage.workdir = words[0] ?? '/';
      mkdirSync(join(stage.root, stage.workdir), { recursive: true });
      break;
    case 'RUN':
      run(words.join(' '), stage);
      break;
    case 'ENV':
      for (const word of words) stage.env[word.slice(0, word.indexOf('='))] = word.slice(word.indexOf('=') + 1);
      break;
    default:
      stage.settings.set(instruction.getKeyword(), jsonWords(instruction, words));
  }
}

function copy(instruction: Copy, words: readonly string[], stage: Stage, stages: ReadonlyMap<string, Stage>): void {
  const target = words.at(-1) ?? '';
  const into = target.startsWith('/') ? join(stage.root, target) : join(stage.root, stage.workdir, target);
  const from = instruction.getFromFlag()?.getValue() ?? undefined;
  for (const path of words.slice(0, -1)) {
    if (from === undefined) copyFromContext(path, into);
    else bring(sourceIn(stages, from, path), into);
  }
}

/** Moved where that does, because nothing is copied twice. */
function bring(source: string, into: string): void {
  if (existsSync(into)) cpSync(source, into, { recursive: true, verbatimSymlinks: true });
  else renameSync(source, into);
}

function sourceIn(stages: ReadonlyMap<string, Stage>, name: string, path: string): string {
  const stage = stages.get(name);
  if (stage === undefined) throw new Error(`COPY --from=${name}: there is no such stage.`);
  const source = join(stage.root, path);
  if (!statSync(source).isDirectory())
    throw new Error(`COPY --from=${name} ${basename(path)}: only folders are copied.`);
  return source;
}

function run(command: string, stage: Stage): void {
  const cwd = join(stage.root, stage.workdir);
  if (command.startsWith('npm ci ')) {
    replayInstall(command, cwd);
    return;
  }
  const moved = command.replace(/(?<=\s)\/(?=\w)/g, `${stage.root}/`);
  // Only the superuser may give files away; anybody else makes them their own.
  const mine = process.getuid?.() === 0 ? moved : moved.replace(/-o \d+ -g \d+ /, '');
  const env = { ...process.env, PATH: `${join(stage.root, 'usr/local/bin')}:${process.env.PATH}` };
  execFileSync('sh', ['-ec', mine], { cwd, env, stdio: ['ignore', 2, 2] });
}

function describe({ root, workdir, env, settings }: Stage): ReplayedImage {
  const setting = (name: string) => settings.get(name) ?? [];
  const [uid = 0, gid = 0] = (setting('USER')[0] ?? '').split(':').map(Number);
  return {
    root,
    workdir,
    env,
    user: { uid, gid },
    entrypoint: setting('ENTRYPOINT'),
    command: setting('CMD'),
    healthcheck: setting('HEALTHCHECK'),
    stopSignal: setting('STOPSIGNAL')[0] ?? '',
    volumes: setting('VOLUME'),
  };
}

/** The words of the JSON form, such as `["node", "x.js"]`; after CMD, where the form is a part of the instruction. */
function jsonWords(instruction: Instruction, words: readonly string[]): readonly string[] {
  if (instruction.getKeyword() === 'HEALTHCHECK') return JSON.parse(words.slice(words.indexOf('CMD') + 1).join(' '));
  const strings = instruction instanceof JSONInstruction ? instruction.getJSONStrings() : [];
  return strings.length > 0 ? strings.map((each) => each.getJSONValue()) : words;
}
