import { CONTROL_ERRORS } from '@rollcall/contract/sandbox';
import { sandboxOpenApiDocument } from '@rollcall/contract/sandbox/openapi';
import { DeclaredConformance, type ObservedAnswer } from '../../service/declared-conformance.ts';

/** Holds every answer of the controls against their OpenAPI document. */
const conformance = new DeclaredConformance(sandboxOpenApiDocument('http://127.0.0.1:1'), CONTROL_ERRORS);

export const { declared, observed } = conformance;

export function assertConforms(answer: ObservedAnswer): void {
  conformance.assertConforms(answer);
}
