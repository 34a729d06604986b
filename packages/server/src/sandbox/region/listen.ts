import { API_VERSIONS } from '@rollcall/contract';
import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../domain/clock.ts';
import { startListener } from '../../listener.ts';
import { createService, type ServiceOptions } from '../../service.ts';
import type { TlsMaterial } from '../../tls/tls-material.ts';
import type { SandboxOptions } from '../sandbox-options.ts';
import { dispatched, spoiltSend } from './dispatch.ts';
import type { Region } from './region.ts';
import type { Regions } from './regions.ts';

const MAX_CONNECTIONS = 1000;

type Parts = Pick<SandboxOptions, 'listen' | 'regions' | 'listener'> &
  Pick<ServiceOptions, 'logger' | 'metrics'> & { readonly clock: Clock; readonly tls: TlsMaterial | undefined };

/**
 * Lets every region listen, each on an address of its own.
 *
 * @param endings how to stop what was started is added to it
 * @throws the system's error when an address cannot be listened on
 */
export async function listenForRegions(
  regions: Regions,
  parts: Parts,
  endings: (() => Promise<void>)[],
): Promise<{ readonly telemetryUrl: string | undefined }> {
  let telemetryUrl: string | undefined;
  for (const [index, region] of regions.all.entries()) {
    const isFirst = region === regions.all[0];
    const { listener = {} } = parts;
    const address = parts.regions?.[index]?.listen ?? (isFirst ? parts.listen : undefined);
    const started = await startListener(
      {
        logger: parts.logger,
        clock: parts.clock,
        listen: address ?? { host: '127.0.0.1', port: 0 },
        tls: parts.tls,
        telemetry: isFirst ? listener.telemetry : undefined,
        publicUrl: isFirst ? listener.publicUrl : undefined,
        trustedProxies: listener.trustedProxies ?? [],
        maxConnections: listener.maxConnections ?? MAX_CONNECTIONS,
        timeouts: { farewell: 0, ...listener.timeouts }, // nobody depends on it
      },
      await served(regions, region, parts),
    );
    endings.push(() => started.close());
    region.baseUrl = started.baseUrl;
    telemetryUrl ??= started.telemetryUrl;
  }
  return { telemetryUrl };
}

/** Every path in both path families: which of them an account is served in is its own matter. */
async function served(regions: Regions, region: Region, { logger, metrics, clock }: Parts) {
  const regionOf = (request: FastifyRequest) => byHostName(regions, request) ?? region;
  const { storage, settings } = region.first;
  const { door, routes } = await createService({
    ...settings,
    storage,
    logger,
    metrics,
    clock,
    apiVersions: API_VERSIONS,
    baseUrl: () => region.baseUrl,
    send: spoiltSend(regionOf),
  });
  return {
    door,
    routes: dispatched(routes, door, regionOf),
    metrics,
    check: () => region.first.storage.check(),
  };
}

/** The region whose fixed name a client has built in, whichever listener it was led to. */
function byHostName(regions: Regions, request: FastifyRequest): Region | undefined {
  const name = request.hostname.toLowerCase();
  return regions.all.find(({ hostName }) => hostName === name);
}
