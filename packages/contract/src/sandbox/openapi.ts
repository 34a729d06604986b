import { componentsFrom } from '../openapi/components.ts';
import { type DeclaredApi, declaredOperation, declaredSchemas } from '../openapi/declared-operation.ts';
import { head, type PathEntry, pathsFrom } from '../openapi/document.ts';
import type { JsonObject } from '../openapi/json.ts';
import { CONTROL_ERRORS, CONTROL_TAGS, type ControlErrorReason, type ControlOperation } from './control-operation.ts';
import { CONTROL_OPERATIONS } from './control-operations.ts';
import { CONTROL_SCHEMAS } from './named.ts';

/** What every path of the controls begins with. */
export const CONTROL_BASE_PATH = '/sandbox/v1';

const CONTROLS: DeclaredApi<ControlErrorReason> = {
  schemas: CONTROL_SCHEMAS,
  errors: CONTROL_ERRORS,
  parameters: {
    account: 'Id of the account.',
    user: 'Id of the person.',
    client: 'Client id of the application.',
    fault: 'Id of the fault.',
    snapshot: 'Name of the snapshot.',
  },
  usualRefusals: ({ path, body, query }) => [
    'origin_refused',
    'internal',
    // A path whose names cannot be decoded is one that cannot be used like this.
    ...(body !== undefined || query !== undefined || path.includes('{') ? (['invalid_control'] as const) : []),
    ...(path.includes('{') ? (['not_found'] as const) : []),
  ],
};

/** The OpenAPI 3.1 document of the controls. @param serverUrl of the control listener, without a trailing slash */
export function sandboxOpenApiDocument(serverUrl: string): JsonObject {
  const operations: readonly ControlOperation[] = CONTROL_OPERATIONS;
  return {
    ...head(serverUrl, {
      title: 'Sandbox controls v1',
      version: 'v1',
      summary: 'Clock, faults, people, journal and grade of a sandbox.',
      description: 'On a listener of their own, in a sandbox only. Errors are google.rpc.Status.',
    }),
    tags: Object.entries(CONTROL_TAGS).map(([name, description]) => ({ name, description })),
    // Everything in a sandbox is known to everyone.
    security: [],
    paths: pathsFrom(
      operations.map((each): PathEntry => {
        return [`${CONTROL_BASE_PATH}${each.path}`, each.method, declaredOperation(CONTROLS, each)];
      }),
    ),
    components: componentsFrom(declaredSchemas(CONTROLS)),
  };
}
