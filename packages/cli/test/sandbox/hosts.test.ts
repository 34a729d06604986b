import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { REGION_BASE_URLS } from '@rollcall/client';
import { BIN, cleanEnvironment, rollcall, rollcallJson, startService, temporaryFolder } from '../support/rollcall.ts';

const run = promisify(execFile);

interface Recipe {
  readonly system: string;
  readonly start: string;
  readonly command: string;
  readonly undo?: string;
}

const HOSTS = Object.values(REGION_BASE_URLS).map((url) => new URL(url).hostname);

async function recipes(): Promise<readonly Recipe[]> {
  return (await rollcallJson(['sandbox', 'hosts'])).recipes;
}

/** Why the recipe for Linux cannot be tried here without changing the machine, or false. */
async function noNamespaces(): Promise<string | false> {
  if (process.platform !== 'linux') return 'the recipe is for Linux';
  const probe =
    'ip link set lo up && sysctl -n net.ipv4.ip_unprivileged_port_start && curl --version && mount --version';
  const tried = await run('unshare', ['-mn', 'sh', '-c', probe]).catch(() => undefined);
  return tried === undefined && 'needs root, and unshare, ip, sysctl and curl, to have hosts and ports of its own';
}

/** What a person does, one line after the other, and what is looked at in between. */
function tryOut({ start, command, undo = '' }: Recipe): string {
  const field = (region: string, name: string) => {
    return `$('${process.execPath}' -p "JSON.parse(require('fs').readFileSync('accounts.json')).accounts.find((a) => a.region === '${region}').${name}")`;
  };
  const token = (region: string, host: string) => {
    return (
      `curl -sS --cacert sandbox-tls/ca.pem -o /dev/null -w '%{http_code}\\n' -d grant_type=client_credentials ` +
      `-u "${field(region, 'client_id')}:${field(region, 'client_secret')}" https://${host}/v1/oauth/token`
    );
  };
  return [
    'set -e',
    'ip link set lo up',
    'cp /etc/hosts hosts && cp hosts before && mount --bind hosts /etc/hosts',
    command,
    `${start} --json > line.json & sandbox=$!`,
    'for _ in $(seq 600); do [ -s line.json ] && break; sleep 0.05; done',
    'rollcall sandbox account list --json > accounts.json',
    ...Object.entries(REGION_BASE_URLS).map(([region, url]) => token(region, new URL(url).hostname)),
    token('com', HOSTS.at(-1) ?? ''),
    'kill $sandbox; wait $sandbox || true',
    undo,
    'cmp /etc/hosts before',
    'sysctl -n net.ipv4.ip_unprivileged_port_start',
  ].join('\n');
}

const skip = await noNamespaces();

describe('rollcall sandbox hosts', () => {
  it('prints commands for bash, with the names that such a sandbox answers to', async (context) => {
    const all = await recipes();
    assert.deepEqual(
      all.map(({ system }) => system),
      ['linux', 'macos', 'docker', 'ci'],
    );
    for (const { system, start, command, undo = '' } of all) {
      for (const host of HOSTS) assert.ok(command.includes(host), `${system}: ${host}`);
      for (const line of [start, command, undo]) await run('bash', ['-n', '-c', line]);
      assert.match(start, /^rollcall sandbox .*--port 443 /);
    }
    const [, flags = ''] = /^rollcall sandbox (.*) --port 443/.exec(all[0]?.start ?? '') ?? [];
    const { line } = await startService(context, ['sandbox', '--http', ...flags.split(' ')]);
    assert.ok('regions' in line && Array.isArray(line.regions));
    assert.deepEqual(
      line.regions.map(({ host_name: name }: { host_name: string }) => name),
      HOSTS,
    );

    const { stdout } = await rollcall(['sandbox', 'hosts', '--system', 'docker,ci']);
    assert.deepEqual(stdout.match(/^\S.*/gm)?.slice(0, 2), ['Docker', all[3] && stdout.match(/^CI .*/m)?.[0]]);
    for (const { command } of all.slice(2)) assert.ok(stdout.includes(`  ${command}\n`));
    assert.doesNotMatch(stdout, /macOS/);
    assert.match((await rollcall(['sandbox', 'hosts', '--system', 'windows'])).stderr, /linux, macos, docker, ci/);
  });

  it('leads clients with these names to the sandbox on Linux, and back', { skip }, async (context) => {
    const [linux] = await recipes();
    assert.ok(linux);
    const folder = await temporaryFolder(context);
    const bin = join(folder, 'bin');
    await mkdir(bin);
    const commands = { rollcall: `exec '${process.execPath}' '${BIN}' "$@"`, sudo: 'exec "$@"' };
    for (const [name, line] of Object.entries(commands)) {
      await writeFile(join(bin, name), `#!/bin/sh\n${line}\n`);
      await chmod(join(bin, name), 0o755);
    }
    const env = cleanEnvironment({ PATH: `${bin}${delimiter}${process.env.PATH}` });
    const { stdout } = await run('unshare', ['-mn', 'bash', '-c', tryOut(linux)], { cwd: folder, env });
    assert.deepEqual(stdout.trim().split('\n'), ['200', '200', '200', '401', '1024']);
  });
});
