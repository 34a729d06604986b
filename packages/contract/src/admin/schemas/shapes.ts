import { Type } from 'typebox';
import { RESOURCE_ID_PATTERN } from '../../identifiers.ts';
import { TEXT_PATTERN } from '../../schemas/directory-file.ts';

/** No other properties: a misspelt field is refused, not passed over. */
export const closed = { additionalProperties: false } as const;
export const Moment = Type.String({ format: 'date-time' });
export const ResourceId = Type.String({ pattern: RESOURCE_ID_PATTERN });
export const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });
/** What something is called by the person who made it. */
export const Label = Type.String({ minLength: 1, maxLength: 100, pattern: TEXT_PATTERN });
/** Requests; 0 switches a limit off. */
export const Requests = Type.Integer({ minimum: 0, maximum: 1_000_000 });
/** Null takes the limit of the next level: the account's, then the deployment's. */
export const OwnRequests = Type.Union([Requests, Type.Null()], {
  description:
    'Requests of its own; 0 switches the limit off; null takes the next one: of the account, then of the deployment.',
});
export const PageToken = Type.String({ maxLength: 2000, description: 'next_page_token of the page before.' });
export const Count = Type.Integer({ minimum: 0 });
