import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { Agent, request } from 'node:https';
import { before, test } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { createAuthority, issueServerCertificate } from '../../src/tls/issue-certificate.ts';
import type { CertificatePair, TlsMaterial } from '../../src/tls/tls-material.ts';
import { Service } from '../service/service.ts';
import { handshake } from '../tls/https-answer.ts';
import { RawConnection } from './raw-exchange.ts';

const NAMES = ['localhost', '127.0.0.1'];
let ca: string;
let pairs: [CertificatePair, CertificatePair];
before(async () => {
  const authority = await createAuthority(NAMES, Date.now());
  ca = authority.cert;
  pairs = [
    await issueServerCertificate(authority, NAMES, Date.now()),
    await issueServerCertificate(authority, NAMES, Date.now()),
  ];
});

const serialOf = ({ cert }: CertificatePair) => new X509Certificate(cert).serialNumber;

/** One request; which certificate it was answered under, and whether on a connection that was open already. */
async function ask(
  service: Service,
  agent: Agent | false,
): Promise<{ status: number; serial: string; reused: boolean }> {
  const url = new URL('/nowhere', service.app.listenerUrl);
  return await new Promise((resolve, reject) => {
    const outgoing = request(url, { ca, agent, host: '127.0.0.1' }, (response) => {
      const { serialNumber } = (response.socket as TLSSocket).getPeerCertificate(); // over HTTPS it is one
      response.resume().on('end', () => {
        resolve({ status: response.statusCode ?? 0, serial: serialNumber, reused: outgoing.reusedSocket });
      });
    });
    outgoing.on('error', reject).end();
  });
}

test('a new certificate is taken into use under traffic: no request fails, open connections live on', async () => {
  let renew: (next: CertificatePair) => void = () => {};
  let stopped = false;
  const tls: TlsMaterial = {
    ...pairs[0],
    onChange: (listener) => {
      renew = listener;
      return () => {
        stopped = true;
      };
    },
  };
  const agent = new Agent({ keepAlive: true, maxSockets: 2 });
  {
    await using service = await Service.start({ tls });
    const serials = new Set<string>();
    const port = Number(new URL(service.app.listenerUrl).port);
    for (let round = 0; round < 6; round++) {
      const requests = Array.from({ length: 12 }, (_, index) => ask(service, index % 3 === 0 ? false : agent));
      if (round % 2 === 1) renew(pairs[round % 4 === 1 ? 1 : 0]);
      for (const { status, serial } of await Promise.all(requests)) {
        assert.equal(status, 404);
        serials.add(serial);
      }
      const inUse = round % 4 === 1 || round % 4 === 2 ? pairs[1] : pairs[0];
      assert.equal((await handshake(port, ca, 'localhost')).serialNumber, serialOf(inUse));
      assert.equal((await ask(service, agent)).reused, true);
    }
    assert.deepEqual(serials, new Set(pairs.map(serialOf)));
    agent.destroy();
  }
  assert.ok(stopped, 'nobody watches the files of a service that has stopped');
});

test('a handshake that does not end in time is let go, and holds up nobody', async () => {
  await using service = await Service.start({ tls: pairs[0], timeouts: { handshake: 1500 } });
  const silent = await RawConnection.open(service.app.listenerUrl);
  const half = await RawConnection.open(service.app.listenerUrl);
  half.write('\x16\x03\x01\x02\x00\x01\x00');

  assert.equal((await ask(service, false)).status, 404);
  await Promise.all([silent.closed, half.closed]);
});

test('plain HTTP on the TLS port is let go', async () => {
  await using service = await Service.start({ tls: pairs[0] });
  const plain = await RawConnection.open(service.app.listenerUrl);
  plain.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await plain.closed;

  assert.equal((await ask(service, false)).status, 404);
});

test('half-open handshakes do not hold up the end of the service', async () => {
  const service = await Service.start({ tls: pairs[0], timeouts: { drain: 50 } });
  const silent = await RawConnection.open(service.app.listenerUrl);
  const half = await RawConnection.open(service.app.listenerUrl);
  half.write('\x16\x03\x01\x02\x00\x01\x00');
  assert.equal((await ask(service, false)).status, 404);

  await service[Symbol.asyncDispose]();

  await Promise.all([silent.closed, half.closed]);
});
