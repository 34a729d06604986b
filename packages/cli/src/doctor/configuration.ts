import type { ResolvedConnection } from '../connection/resolve-connection.ts';
import { type Finding, ok } from './finding.ts';

const SECRET_PLACES = {
  given: 'given by flag, environment or config file',
  keyring: 'from the system keyring',
  file: "from the profile's file",
} as const;

/** Everything that is needed was found; this says where. */
export function describeConfiguration(connection: ResolvedConnection): Finding {
  const { profile, baseUrl, accountId, clientId, secretFrom, apiVersion, caFile } = connection;
  const source = profile === undefined ? 'no profile' : `profile "${profile.name}"`;
  const parts = [
    `${baseUrl} (${source})`,
    `account ${accountId}`,
    `client ${clientId}`,
    `secret ${SECRET_PLACES[secretFrom]}`,
    apiVersion,
    ...(caFile === undefined ? [] : [`CA file ${caFile}`]),
  ];
  return ok(parts.join(', '));
}
