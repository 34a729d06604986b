/**
 * Asks this container's own telemetry listener: `node healthcheck.js /healthz` or `/readyz`. Ends with 0 for a 200 and
 * with 1 for everything else, after three seconds at the most. Plain JavaScript: the image holds no other program for it.
 */
const path = process.argv[2] ?? '/healthz';
const port = process.env.ROLLCALL_TELEMETRY_PORT || '8444';
try {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(3000) });
  process.stdout.write(await answer.text());
  process.exitCode = answer.status === 200 ? 0 : 1;
} catch (error) {
  const { cause } = error;
  process.stdout.write(`${cause instanceof Error ? cause.message : error.message}\n`);
  process.exitCode = 1;
}
