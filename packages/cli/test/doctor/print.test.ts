import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { routeTo } from '../../src/connection/route.ts';
import { readRateLimits } from '../../src/doctor/read-rate-limits.ts';
import { hang } from '../../src/output/hang.ts';
import { rollcall } from '../support/rollcall.ts';
import { noTerminal, rollcallInTerminal } from '../support/terminal.ts';
import { startDoctorScene } from './doctor-scene.ts';

describe('what rollcall doctor prints for people', () => {
  it('says each verdict in words, too, and sums up', async (context) => {
    const { env } = await startDoctorScene(context, { scopes: ['list_users'] });
    const well = await rollcall(['doctor'], { env });
    assert.match(well.stdout, /^✓ ok {7}configuration {2}http:/);
    assert.match(well.stdout, /^! warning {2}scopes {9}list_users; it lacks get_user/m);
    assert.match(well.stdout, /^ {26}→ If it is to do that, give the application /m);
    assert.match(well.stdout, /^– skipped {2}TLS {12}plain http/m);
    assert.match(well.stdout, /\n\n0 failed, 1 warning; 7 requests sent\.\n$/);
    assert.equal(well.stderr, '');
    const ill = await rollcall(['doctor', '--client-secret', 'rcs_wrong'], { env });
    assert.match(ill.stdout, /^✗ failed {3}token {10}the client id or the secret is refused \(401\)$/m);
    assert.match(ill.stdout, /^– skipped {2}… {14}account, scopes, limits: nothing to tell while token fails$/m);
    assert.ok(!ill.stdout.includes('\u001b'));
    assert.equal(ill.code, 4);
  });

  it('colours verdicts and keeps its columns on a terminal', { skip: noTerminal }, async (context) => {
    const { env } = await startDoctorScene(context);
    const terminal = rollcallInTerminal(context, ['doctor', '--client-secret', 'rcs_wrong'], { env, columns: 70 });
    assert.equal(await terminal.exitCode(), 4);
    assert.equal(terminal.look('✓ ok       latency').colour, 'green');
    assert.equal(terminal.look('✗ failed').colour, 'red');
    const lines = terminal.lines();
    const wayOut = lines.findIndex((line) => line.includes('→ Copy both again'));
    assert.match(lines[wayOut + 1] ?? '', /^ {28}\S/);
  });

  it('breaks lines between words, and loses none', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 })), fc.nat(60), (given, indent) => {
        const words = given.map((word) => word.replaceAll(/\s/gu, '_'));
        const broken = hang(words.join(' '), indent, 80);
        assert.deepEqual(broken.split(/\s+/u), words.length === 0 ? [''] : words);
        for (const line of broken.split('\n')) {
          const isOneWord = !line.trim().includes(' ');
          assert.ok(isOneWord || stringWidth(line) <= 80, line);
        }
      }),
    );
  });
});

describe('what the doctor reads', () => {
  it('limits as the draft spells them', () => {
    const read = (policy: string, state: string) =>
      readRateLimits(new Headers({ 'ratelimit-policy': policy, ratelimit: state }));
    assert.deepEqual(read('"minute";q=100;w=60, "hour";q=6000;w=3600', '"minute";r=97;t=41, "hour";r=0;t=9'), [
      { name: 'minute', limit: 100, remaining: 97 },
      { name: 'hour', limit: 6000, remaining: 0 },
    ]);
    assert.deepEqual(read('"day"; w=86400; q=10', '"day"; r=1'), [{ name: 'day', limit: 10, remaining: 1 }]);
    assert.deepEqual(read('"a";q=1', '"b";r=1'), []);
    assert.deepEqual(read('100', '97'), []);
  });

  it('the way through a proxy, and what is excepted from it', () => {
    const proxied = (baseUrl: string, NO_PROXY = '', https = 'http://proxy.test:3128') =>
      routeTo(baseUrl, { HTTPS_PROXY: https, NO_PROXY }).proxy?.host;
    assert.equal(proxied('https://users.example.com'), 'proxy.test:3128');
    assert.equal(proxied('https://users.example.com', '', ''), undefined);
    assert.equal(proxied('https://localhost:8443'), undefined);
    assert.equal(proxied('http://localhost:8080'), undefined);
    assert.equal(proxied('https://users.example.com', '*'), undefined);
    assert.equal(proxied('https://users.example.com', 'other.com, users.example.com'), undefined);
    assert.equal(proxied('https://users.example.com', '.example.com'), undefined);
    assert.equal(proxied('https://users.example.com', '*.example.com'), undefined);
    assert.equal(proxied('https://users.example.com', 'example.com'), 'proxy.test:3128');
    assert.equal(proxied('https://users.example.com', 'users.example.com:8443'), 'proxy.test:3128');
    assert.equal(proxied('https://users.example.com:8443', 'users.example.com:8443'), undefined);
  });
});
