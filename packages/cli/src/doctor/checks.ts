import { account } from './account.ts';
import { apiVersion } from './api-version.ts';
import { clock } from './clock.ts';
import { dns } from './dns.ts';
import type { Check } from './finding.ts';
import { http } from './http.ts';
import { latency } from './latency.ts';
import { limits } from './limits.ts';
import { region } from './region.ts';
import { scopes } from './scopes.ts';
import { tcp } from './tcp.ts';
import { tls } from './tls.ts';
import { token } from './token.ts';

/** What is looked at once the configuration is complete, from the ground up. */
export const CHECKS: readonly Check[] = [
  dns,
  tcp,
  tls,
  http,
  clock,
  apiVersion,
  token,
  region,
  account,
  scopes,
  limits,
  latency,
];
