import { type Check, ok, skipped, warning } from './finding.ts';

/** Beyond this it is no delay of the network. Seconds. */
const FAR_SECONDS = 30;

/** This machine and the server agree on the time: certificates, waits and the end of the preview depend on it. */
export const clock: Check = {
  name: 'clock',
  needs: ['HTTP'],
  async run({ connection, anonymous }) {
    const { headers, receivedAt } = await anonymous[connection.apiVersion]();
    const server = Date.parse(headers.get('date') ?? '');
    if (Number.isNaN(server)) return skipped('the server does not tell its time');
    const ahead = Math.round((receivedAt - server) / 1000);
    const seconds = Math.abs(ahead);
    if (seconds <= FAR_SECONDS) return ok("this machine's clock and the server's agree");
    return warning(
      `this machine's clock is ${describe(seconds)} ${ahead > 0 ? 'ahead of' : 'behind'} the server's`,
      'Put it right (NTP), or have the server put right: certificates and waiting times depend on it.',
    );
  },
};

function describe(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
