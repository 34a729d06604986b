import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMMANDS } from '../src/commands/registry.ts';
import { environmentName, type Option } from '../src/options/option.ts';
import { resolveOptions } from '../src/options/resolve.ts';
import { rollcall } from './support/rollcall.ts';

/** A value that each option must refuse. An option that is missing here fails the test below. */
const WRONG: Readonly<Record<string, string>> = {
  account: 'acme',
  admin_key: 'rct_abc',
  admin_key_file: 'key\0',
  admin_server: 'https://users.example.com/?tenant=1',
  account_id: 'ABC',
  account_name: 'two\nlines',
  account_provisioning: 'sometimes',
  account_rate_limit_per_hour: 'many',
  account_rate_limit_per_minute: '-1',
  all_regions: 'com',
  admin_key_expires: '2027-02-31',
  admin_key_label: ' ',
  admin_key_permission: 'people.read,keys.write',
  admin_operator: ' ',
  admin_user: ' ',
  api_region: 'us',
  api_version: 'v2',
  api_versions: 'v1,v2',
  application_description: '\u001b[31mred',
  application_name: '   ',
  application_rate_limit_per_hour: 'many',
  application_rate_limit_per_minute: '-1',
  application_redirect_url: 'http://partner.example.com/',
  application_scope: 'list_users,delete_user',
  audit_action: 'user.forgotten',
  audit_actor: ' ',
  audit_limit: '0',
  audit_outcome: 'maybe',
  audit_since: '2026-02-31',
  audit_subject: ' ',
  audit_until: '2026-02-31',
  base_url: 'https://users.example.com/v1',
  behind_proxy: '10.0.0.0/33',
  ca_file: 'a\0b',
  cache_size_mib: '1.5',
  client_id: '7',
  client_secret: 'two words',
  client_secret_stdin: 'secret',
  config: 'a\0b',
  control_host: 'https://localhost',
  control_port: '-1',
  control_url: 'https://users.example.com/v1',
  cut_over_deprecation: '2027-02-31',
  data_dir: 'a\0b',
  database_connections: '0',
  database_replica_max_lag: '0',
  database_replica_urls: 'postgres://user:hunter2@db.example.com/rollcall,,',
  database_url: 'mysql://user:hunter2@db.example.com/rollcall',
  demo: 'perhaps',
  export_format: 'xml',
  export_output: 'a\0b',
  fault_calls: '3-2',
  fault_operation: 'List Users',
  grade_account: 'acme',
  grade_at_once: '0',
  grade_control_url: 'https://users.example.com/v1',
  grade_exam: 'perhaps',
  grade_html: '--junit',
  grade_json: '--',
  grade_junit: 'a\0b',
  grade_list_situations: 'all',
  grade_on_get: ' ',
  grade_on_list: ' ',
  grade_on_reactivate: ' ',
  grade_on_suspend: ' ',
  grade_only: 'several pages',
  grade_output: 'csv',
  grade_port: '70000',
  grade_requests: '0',
  grade_require_complete: 'mostly',
  grade_speaks: 'v2',
  grade_timeout: '0',
  host: 'https://localhost',
  hosts_system: 'linux,windows',
  http: 'maybe',
  import_format: 'JSON',
  journal_after: '-1',
  journal_at_least: 'some',
  journal_at_most: '1.5',
  journal_count: '0',
  journal_exactly: '-1',
  journal_operation: '*',
  journal_outcome: 'fine',
  journal_reason: 'Not Found',
  journal_status: '99',
  journal_user: 'two words',
  journal_within: '5 s',
  json: '2',
  log_level: 'loud',
  login_use: 'prod',
  login_verify: 'later',
  login_yes: 'maybe',
  max_connections: '0',
  max_wait: 'ever',
  migrate_from: 'a\0b',
  migrate_live: 'perhaps',
  migrate_to: 'postgres://user:hunter2@db.example.com',
  need_scope: 'list_users,everything',
  people_kind: 'king',
  people_random_seed: '4294967296',
  person_descending: 'perhaps',
  person_email: 'ada@',
  person_externally_managed: 'perhaps',
  person_id: 'ada',
  person_limit: '0',
  person_name: 'two\nlines',
  person_order: 'state',
  person_query: ' ',
  person_role: 'guest',
  person_security_group: 'perhaps',
  person_state: 'active',
  port: '70000',
  preview_sunset: 'next year',
  profile: '../prod',
  public_url: 'https://users.example.com/api?v=1',
  rate_limit_per_hour: '1e3',
  rate_limit_per_minute: '-5',
  rate_limit_url: 'https://user:password@valkey.example.com',
  record_output: 'a\0b',
  record_upstream: 'https://users.example.com/v1',
  region: 'EU West',
  regions: 'com,com',
  requests_per_minute: '-1',
  sandbox_account_api_versions: 'v2',
  sandbox_account_frozen: 'icy',
  sandbox_account_name: 'two\nlines',
  sandbox_account_preset: 'full',
  sandbox_account_random_seed: '-1',
  sandbox_account_rate_limit_per_hour: 'many',
  sandbox_account_rate_limit_per_minute: '-1',
  sandbox_account_region: 'EU West',
  sandbox_account_seed: 'a\0b',
  sandbox_account_strict: 'ja',
  sandbox_account_time: 'now',
  sandbox_account_users: '0',
  sandbox_application_client_id: '7',
  sandbox_application_client_secret: 'short',
  sandbox_application_name: '   ',
  sandbox_application_scope: 'list_users,delete_user',
  sandbox_preset: 'full',
  sandbox_random_seed: '1e3',
  sandbox_users: '1000001',
  secret_expires: 'tomorrow',
  secret_keep_old_for: '32d',
  secret_label: ' ',
  secret_store: 'vault',
  seed: 'a\0b',
  snapshot_name: '../before',
  strict: 'ja',
  telemetry_host: '127.0.0.256',
  telemetry_port: '0x50',
  timeout: '0',
  tls_cert: 'a\0b',
  tls_dir: 'a\0b',
  tls_key: 'a\0b',
  token_revoke: 'rct_0',
  users_active: 'perhaps',
  users_columns: 'id,name',
  users_discard: 'perhaps',
  users_dry_run: 'later',
  users_file: 'a\0b',
  users_journal: 'a\0b',
  users_limit: '0',
  users_output: 'yaml',
  users_resume: 'latest',
  users_suspended: 'maybe',
  users_yes: 'maybe',
  verbose: 'very',
  without_console: 'perhaps',
};

const commands = await Promise.all(COMMANDS.map(async ({ path, load }) => ({ path, command: await load() })));
const options = new Map<string, Option<unknown>>();
for (const { command } of commands) {
  for (const option of Object.values(command.options)) options.set(option.key, option);
}

describe('a value that is not allowed', () => {
  for (const option of options.values()) {
    const wrong = WRONG[option.key];
    const { flag, key, kind } = option;
    const sources = { flags: {}, environment: {}, config: undefined };
    const config = { path: '/etc/rollcall.yaml', folder: '/etc', values: new Map([[key, wrong ?? '']]) };
    const places = [
      [`--${flag}`, { ...sources, flags: { [flag]: wrong } }],
      [environmentName(option), { ...sources, environment: { [environmentName(option)]: wrong } }],
      [`${key} in /etc/rollcall.yaml`, { ...sources, config }],
    ] as const;
    for (const [place, given] of places) {
      it(`is refused as ${place}, naming the place, the value unless it is secret, and what is allowed`, () => {
        assert.ok(wrong !== undefined, `WRONG needs a value for ${key}`);
        assert.throws(() => resolveOptions({ option }, given), {
          name: 'UsageError',
          message: `${place}: ${option.secret ? 'the value' : `"${wrong}"`} is refused. Allowed: ${kind.allowed}.`,
        });
      });
    }
  }
});

describe('serve refuses at start, with exit code 2', () => {
  const serve = commands.find(({ path }) => path[0] === 'serve')?.command.options ?? {};
  for (const option of Object.values(serve)) {
    // No system passes a NUL in an argument; a switch takes no value; both are covered above.
    const wrong = WRONG[option.key] ?? '';
    if (option.kind.placeholder === undefined || wrong.includes('\0')) continue;
    it(`--${option.flag} ${wrong}`, async () => {
      const { code, stdout, stderr } = await rollcall(['serve', `--${option.flag}`, wrong]);
      const sentence = `--${option.flag}: ${option.secret ? 'the value' : `"${wrong}"`} is refused. Allowed: ${option.kind.allowed}.`;
      assert.equal(stderr, `rollcall: ${sentence}\n`);
      assert.equal(code, 2);
      assert.equal(stdout, '');
    });
  }
});

describe('options that do not go together', () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['--http', '--host', '0.0.0.0'], /^rollcall: --http with --host "0\.0\.0\.0" is refused: .*--behind-proxy\.\n$/],
    [['--http', '--host', 'users.example.com'], /--http with --host "users\.example\.com" is refused/],
    [['--tls-cert', 'c.pem'], /^rollcall: --tls-cert needs --tls-key/],
    [['--tls-key', 'k.pem'], /^rollcall: --tls-key needs --tls-cert/],
    [['--http', '--tls-cert', 'c.pem', '--tls-key', 'k.pem'], /^rollcall: --http and --tls-cert exclude each other/],
    [['--port', '9000', '--telemetry-port', '9000'], /^rollcall: --telemetry-port: 9000 is the port of the API/],
  ];
  for (const [args, message] of cases) {
    it(args.join(' '), async () => {
      const { code, stderr } = await rollcall(['serve', ...args]);
      assert.match(stderr, message);
      assert.equal(code, 2);
    });
  }

  it('names the variable where that is where it was written', async () => {
    const { code, stderr } = await rollcall(['serve'], { env: { ROLLCALL_TLS_CERT: 'c.pem' } });
    assert.match(stderr, /^rollcall: ROLLCALL_TLS_CERT needs --tls-key/);
    assert.equal(code, 2);
  });
});
