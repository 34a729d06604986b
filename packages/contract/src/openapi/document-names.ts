/** The documents by the name they are served and kept under: `/openapi/<name>.json`. */
export const OPENAPI_DOCUMENTS = ['users-v1beta1', 'users-v1', 'oauth'] as const;
export type OpenApiDocumentName = (typeof OPENAPI_DOCUMENTS)[number];
