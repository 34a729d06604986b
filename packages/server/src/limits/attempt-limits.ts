import { networkOf } from './network.ts';

/** Failed attempts for one client id from one network. */
export const PER_CLIENT = { perMinute: 20, perHour: 200 };
/** Failed attempts from one network, whatever the client id. */
export const PER_NETWORK = { perMinute: 200, perHour: 2000 };

/** What a failed attempt counts against. */
export interface AttemptKeys {
  readonly client: string;
  readonly network: string;
}

/** @param clientId undefined for whatever cannot be one: all of that counts as one client */
export function attemptKeys(clientId: string | undefined, address: string): AttemptKeys {
  const network = networkOf(address);
  return { client: `${network} ${clientId ?? ''}`, network };
}
