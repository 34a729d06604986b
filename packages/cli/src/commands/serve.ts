import { storePlace, withReplicas } from '../administration/store-place.ts';
import { serveOptions } from '../options/service-options.ts';
import { defineCommand } from './command.ts';

export const serve = defineCommand({
  description:
    'Serves the Users API from a data folder or a PostgreSQL database, over HTTPS. Without a certificate of your own, a local CA and a ' +
    'certificate for localhost, 127.0.0.1 and ::1 are made in the data folder.',
  arguments: {},
  options: serveOptions,
  examples: [
    { does: 'Try it, with a demo account', command: 'rollcall serve --demo' },
    {
      does: 'Your own certificate, on every interface',
      command:
        'rollcall serve --host 0.0.0.0 --port 443 --tls-cert cert.pem --tls-key key.pem --data-dir /var/lib/rollcall',
    },
    {
      does: 'One of several servers on a PostgreSQL database',
      command:
        'rollcall serve --database-url postgres://rollcall@db.example.com/rollcall --tls-cert cert.pem --tls-key key.pem',
    },
    {
      does: 'Behind a proxy that adds TLS',
      command: 'rollcall serve --http --host 0.0.0.0 --behind-proxy 10.0.0.0/8 --public-url https://users.example.com',
    },
  ],
  async run({ options, givenAs }) {
    const { planService } = await import('../service/service-plan.ts');
    const plan = planService(options, givenAs);
    const place = withReplicas(storePlace(options, givenAs), options, givenAs);
    const [{ runUntilStopped }, { startServing }] = await Promise.all([
      import('../service/until-stopped.ts'),
      import('../service/start-serving.ts'),
    ]);
    await runUntilStopped(() => startServing(plan, options, place));
  },
});
