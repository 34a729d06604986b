import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { DCLinter } from 'dclint';
import { DEPLOY, read, readYaml } from './support/repository.ts';
import { settingsOfServe, unknownArguments, unknownSettings } from './support/settings.ts';
import { GONE_AFTER_SECONDS, seconds } from './support/times.ts';

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly (string | { readonly source: string; readonly target: string })[];
  readonly networks: readonly string[] | Readonly<Record<string, { readonly ipv4_address?: string } | null>>;
  readonly healthcheck: { readonly test: readonly string[] };
  readonly ports?: readonly string[];
  readonly stop_grace_period: string;
  readonly [field: string]: unknown;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

// Its form is for the schema to say: the first test.
const COMPOSE = readYaml('deploy/compose.yaml')[0] as Compose;
const SERVERS = Object.keys(COMPOSE.services).filter((name) => /^rollcall-\d+$/.test(name));
const HAPROXY = read('deploy/haproxy/haproxy.cfg');
/** As `make-secrets.sh` writes it. */
const CONFIG = 'database_url: postgres://rollcall:0123456789abcdef@database:5432/rollcall\n';

function service(name: string): Service {
  const found = COMPOSE.services[name];
  assert.ok(found, `there is no service ${name}`);
  return found;
}

/** The linter's types do not resolve for ES modules. */
function messagesOf(result: { readonly messages: readonly unknown[] }): readonly unknown[] {
  return result.messages;
}

/** With the variables of the person who starts it left out. */
function environmentOf(name: string): Record<string, string> {
  const entries = Object.entries(service(name).environment ?? {});
  return Object.fromEntries(entries.map(([key, value]) => [key, value.replace(/\$\{\w+:-(.*?)\}/g, '$1')]));
}

describe('compose.yaml', () => {
  it('keeps to the schema of the Compose specification, and to what can be linted beyond order', () => {
    // Not the order of keys; and of ports only the literal form is understood, which the next test looks at.
    const order = ['service-keys-order', 'services-alphabetical-order', 'service-ports-alphabetical-order'];
    const left = [...order, 'top-level-properties-order', 'no-build-and-image', 'no-unbound-port-interfaces'];
    const rules = Object.fromEntries(left.map((name) => [name, 0 as const]));
    const linter = new DCLinter({ rules, quiet: false, debug: false, exclude: [] });
    const messages = linter.lintFiles([join(DEPLOY, 'compose.yaml')], false).flatMap(messagesOf);
    assert.deepEqual(messages, []);
  });

  it('gives away nothing: no root, no capabilities, nothing to write to, no port but one, on this machine', () => {
    for (const [name, each] of Object.entries(COMPOSE.services)) {
      assert.equal(each.read_only, true, name);
      assert.deepEqual(each.cap_drop, ['ALL'], name);
      assert.equal(each.cap_add, undefined, name);
      assert.deepEqual(each.security_opt, ['no-new-privileges:true'], name);
      assert.equal(each.privileged, undefined, name);
      assert.match(JSON.stringify(each.deploy), /"limits":\{"cpus":"[\d.]+","memory":"\w+","pids":\d+\}/, name);
      assert.doesNotMatch(JSON.stringify(each.environment ?? {}), /PASSWORD":|:\/\/[^"]*:[^"]*@/, name);
      assert.match(each.image, /:\d[\w.-]+$/, 'an image by its version');
    }
    const published = Object.entries(COMPOSE.services).flatMap(([name, { ports = [] }]) =>
      ports.map((port) => `${name} ${port}`),
    );
    assert.match(published.join(), /^load-balancer \$\{ROLLCALL_LISTEN:-127\.0\.0\.1:8443\}:8443$/);
  });

  it('starts servers with settings that the command has, and understands', async () => {
    assert.ok(SERVERS.length >= 3);
    for (const name of SERVERS) {
      const environment = environmentOf(name);
      assert.deepEqual(await unknownSettings(environment), []);
      assert.deepEqual(await unknownArguments(service(name).command ?? []), []);
      const { values, plan } = await settingsOfServe({ ...environment, ROLLCALL_HOST: '0.0.0.0' }, CONFIG);
      assert.equal(plan.tls.kind, 'plain');
      assert.ok(SERVERS.length * values.databaseConnections < 90, 'PostgreSQL takes 100 connections');
      const networks = service('load-balancer').networks;
      const { ipv4_address: address } = ('servers' in networks && networks.servers) || {};
      assert.deepEqual(plan.behaviour.trustedProxies, [address]);
    }
    assert.match(read('deploy/docker/Dockerfile'), /ROLLCALL_HOST=0\.0\.0\.0/);
  });

  it('waits longer for a stop than a stop takes', () => {
    for (const name of SERVERS) assert.ok(seconds(service(name).stop_grace_period) > GONE_AFTER_SECONDS + 2);
    const hard = HAPROXY.match(/hard-stop-after (\w+)/)?.[1] ?? '';
    assert.ok(seconds(service('load-balancer').stop_grace_period) > seconds(hard));
  });

  it('and its load balancer speak of the same servers, ports, paths and files', async () => {
    const servers = [...HAPROXY.matchAll(/^ {2}server (\S+) (\S+):(\d+)$/gm)].map(([, ...parts]) => parts);
    const { plan } = await settingsOfServe({ ...environmentOf('rollcall-1'), ROLLCALL_HOST: '0.0.0.0' }, CONFIG);
    assert.deepEqual(
      servers,
      SERVERS.map((name) => [name, name, String(plan.listen.port)]),
    );
    assert.equal(HAPROXY.match(/check port (\d+)/)?.[1], String(plan.telemetry.port));
    assert.match(HAPROXY, /uri \/readyz /);
    assert.match(HAPROXY, /bind :8443 ssl crt \/run\/secrets\/tls\.pem/);
    const [health] = service('load-balancer').healthcheck.test.slice(-1);
    const [, port, path] = /^http:\/\/127\.0\.0\.1:(\d+)(\/\w+)$/.exec(health ?? '') ?? [];
    assert.ok(HAPROXY.includes(`bind 127.0.0.1:${port}\n  monitor-uri ${path}\n`));
  });

  it('mounts secrets that make-secrets.sh makes, readable for every container and for nobody else', async (context) => {
    if (spawnSync('openssl', ['version']).error !== undefined) return context.skip('there is no openssl here');
    const folder = mkdtempSync(join(tmpdir(), 'rollcall-secrets-'));
    context.after(() => rmSync(folder, { recursive: true }));
    copyFileSync(join(DEPLOY, 'make-secrets.sh'), join(folder, 'make-secrets.sh'));
    const make = () => execFileSync('sh', [join(folder, 'make-secrets.sh')], { cwd: '/' });
    make();
    const contentOf = (file: string) => readFileSync(join(folder, file), 'utf8');
    const files = Object.values(COMPOSE.secrets).map(({ file }) => file);
    for (const file of files) assert.equal(statSync(join(folder, file)).mode & 0o777, 0o444, file);
    assert.equal(statSync(join(folder, 'secrets')).mode & 0o777, 0o700);

    const { values } = await settingsOfServe({}, contentOf('secrets/rollcall.yaml'));
    const url = new URL(values.databaseUrl ?? '');
    const database = service('database').environment;
    assert.deepEqual(
      [url.hostname in COMPOSE.services, url.port, url.username, url.pathname.slice(1), url.password],
      [true, '5432', database?.POSTGRES_USER, database?.POSTGRES_DB, contentOf('secrets/database-password')],
    );
    assert.match(contentOf('secrets/tls.pem'), /BEGIN CERTIFICATE[\s\S]*BEGIN PRIVATE KEY/);

    const before = files.map(contentOf);
    make();
    assert.deepEqual(files.map(contentOf), before, 'what is there stays');
  });

  it('gives the load balancer as many descriptors and as much memory as its connections take', () => {
    const connections = Number(HAPROXY.match(/maxconn (\d+)/)?.[1]);
    const { ulimits, deploy } = service('load-balancer');
    assert.deepEqual(ulimits, { nofile: 65536 });
    assert.ok(connections * 2 + 100 < 65536);
    assert.match(JSON.stringify(deploy), /"memory":"512m"/);
    assert.ok(connections * 60 * 1024 < 512 * 1024 * 1024);
  });

  it('keeps the secrets out of version control and out of the image', () => {
    assert.match(read('.gitignore'), /^deploy\/secrets\/$/m);
    for (const { file } of Object.values(COMPOSE.secrets)) assert.match(file, /^\.\/secrets\//);
  });
});
