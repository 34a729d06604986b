import { describe, test } from 'node:test';
import { provesItsStatus } from '../../service/proves-status.ts';
import { Service } from '../../service/service.ts';
import { testBadRequests } from '../oauth-cases/bad-requests.ts';
import { formRequest, newClient, postBoth } from '../oauth-cases/endpoint.ts';
import { ISSUE } from '../oauth-cases/endpoints.ts';
import { assertOAuthRefusal } from '../oauth-cases/refusal.ts';

provesItsStatus(import.meta.filename);

testBadRequests(ISSUE);

const REFUSED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  invalid_request: {
    'an empty form': '',
    'no grant_type': 'scope=openid',
    'an empty grant_type': 'grant_type=',
    'grant_type in another case': 'Grant_Type=client_credentials',
    'grant_type twice, the same': 'grant_type=client_credentials&grant_type=client_credentials',
    'grant_type twice, not the same': 'grant_type=client_credentials&grant_type=password',
    'grant_type twice, once encoded': 'grant_type=client_credentials&grant%5Ftype=client_credentials',
    'scope twice': 'grant_type=client_credentials&scope=openid&scope=openid',
    'an empty scope twice': 'grant_type=client_credentials&scope=&scope=',
  },
  unsupported_grant_type: {
    password: 'grant_type=password&username=u&password=p',
    authorization_code: 'grant_type=authorization_code&code=x',
    refresh_token: 'grant_type=refresh_token&refresh_token=x',
    'a URN': 'grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=x',
    'another case': 'grant_type=Client_Credentials',
    'a space before': 'grant_type=+client_credentials',
    'a name of Object': 'grant_type=constructor',
  },
  invalid_scope: {
    'a permission': 'grant_type=client_credentials&scope=list_users',
    'openid and more': 'grant_type=client_credentials&scope=openid+email',
    'openid twice in one': 'grant_type=client_credentials&scope=openid+openid',
    'another case': 'grant_type=client_credentials&scope=OpenID',
    'a space': 'grant_type=client_credentials&scope=+',
  },
};

for (const [error, forms] of Object.entries(REFUSED)) {
  describe(error, () => {
    for (const [name, body] of Object.entries(forms)) {
      test(name, async () => {
        await using service = await Service.start();
        const client = await newClient(service);

        for (const answer of await postBoth(service, ISSUE, formRequest(client, body))) {
          assertOAuthRefusal(answer, 400, error);
        }
      });
    }
  });
}
