import { test } from 'node:test';
import { provesItsStatus } from '../../service/proves-status.ts';
import { Service } from '../../service/service.ts';
import { testBadRequests } from '../oauth-cases/bad-requests.ts';
import { formRequest, newClient, postBoth } from '../oauth-cases/endpoint.ts';
import { INTROSPECT } from '../oauth-cases/endpoints.ts';
import { assertOAuthRefusal } from '../oauth-cases/refusal.ts';

provesItsStatus(import.meta.filename);

testBadRequests(INTROSPECT);

test('a token that is missing or empty', async () => {
  await using service = await Service.start();
  const client = await newClient(service);
  for (const body of ['', 'token=', 'token', 'token_type_hint=access_token', 'Token=x']) {
    for (const answer of await postBoth(service, INTROSPECT, formRequest(client, body))) {
      assertOAuthRefusal(answer, 400, 'invalid_request');
    }
  }
});
