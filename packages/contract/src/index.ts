export * from './errors.ts';
export * from './identifiers.ts';
export * from './quotas.ts';
export * from './schemas/oauth.ts';
export * from './schemas/status.ts';
export * from './schemas/user.ts';
export * from './scopes.ts';
