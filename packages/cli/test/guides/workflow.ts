import assert from 'node:assert/strict';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { blocksOf, type GuideScene, paste } from './guide.ts';

const REPOSITORY = join(import.meta.dirname, '../../../..');

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
}

interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly env?: Readonly<Record<string, string>>; readonly steps: readonly Step[] }>
  >;
}

/**
 * Runs the steps of the workflow in a guide as the runner of GitHub does: bash, a GITHUB_PATH that holds for the steps
 * that follow, a summary. Its variables are those of the sandbox; the copy of Rollcall that it checks out is this one.
 *
 * @param files of the repository that the workflow runs for
 * @returns the job's summary
 */
export async function runWorkflow(
  guide: string,
  scene: GuideScene,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const block = (await blocksOf(guide)).find(({ language }) => language === 'yaml');
  // Its shape is held by the assertions below and by the steps themselves.
  const workflow: Workflow = parse(block?.code ?? '');
  const [job] = Object.values(workflow.jobs);
  assert.ok(job);
  for (const name of Object.keys(job.env ?? {}).filter((each) => each !== 'ROLLCALL_API_REGION')) {
    assert.ok(name in scene.env, `${name} is a setting of the command`);
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(scene.folder, name), text);
  await symlink(REPOSITORY, join(scene.folder, 'rollcall'));

  const pathFile = join(scene.folder, 'github-path');
  const summaryFile = join(scene.folder, 'summary.md');
  for (const file of [pathFile, summaryFile]) await writeFile(file, '');
  for (const step of job.steps) {
    assert.ok(step.run !== undefined || step.uses !== undefined, `a step does something: ${JSON.stringify(step)}`);
    if (step.run === undefined) continue;
    const added = (await readFile(pathFile, 'utf8')).split('\n').filter((line) => line !== '');
    const env = {
      ...scene.env,
      PATH: [...added, scene.env.PATH].join(delimiter),
      GITHUB_PATH: pathFile,
      GITHUB_STEP_SUMMARY: summaryFile,
    };
    // Installing this very repository is what got this test here: it is not done again within it.
    await paste(step.run.replace(/^npm ci .*$/m, 'test -f rollcall/package-lock.json'), { ...scene, env });
  }
  return readFile(summaryFile, 'utf8');
}
