import type { StartedService } from './start-service.ts';

/** The one line of JSON that tells a program that the server answers, and where. */
export function printReadyLine(service: StartedService, region: string, more: Readonly<Record<string, unknown>>): void {
  const line = {
    base_url: service.app.baseUrl,
    console_url: service.consoleUrl,
    ca_file: service.caFile,
    region,
    telemetry_url: service.app.telemetryUrl,
    ...more,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
