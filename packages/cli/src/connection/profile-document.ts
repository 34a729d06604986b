import type { Profile } from './profile.ts';

/** A profile as `--json` prints it. Never the secret: where that is. */
export function profileDocument(profile: Profile, current: boolean) {
  return {
    name: profile.name,
    current,
    ...(profile.region === undefined ? {} : { region: profile.region }),
    base_url: profile.baseUrl,
    account_id: profile.accountId,
    client_id: profile.clientId,
    api_version: profile.apiVersion,
    ...(profile.caFile === undefined ? {} : { ca_file: profile.caFile }),
    secret_store: profile.secretStore,
  };
}

/** `eu (https://…)` or the base URL. */
export function placeOf({ region, baseUrl }: Pick<Profile, 'region' | 'baseUrl'>): string {
  return region === undefined ? baseUrl : `${region} (${baseUrl})`;
}
