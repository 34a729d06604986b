import { OPENAPI_DOCUMENTS } from '@rollcall/contract';
import { adminOpenApiDocument } from '@rollcall/contract/admin/openapi';
import { directoryFileJsonSchema } from '@rollcall/contract/directory-file';
import { openApiDocument, REFERENCE_TARGET } from '@rollcall/contract/openapi';
import { sandboxOpenApiDocument } from '@rollcall/contract/sandbox/openapi';
import { cliReferences } from '../packages/cli/src/reference/references.ts';
import { graderReference } from './grader-reference.ts';

interface GeneratedDocument {
  /** From the root of the repository. */
  readonly path: string;
  readonly content: string;
}

/** Every kept document that is made from the code. */
export async function generatedDocuments(): Promise<readonly GeneratedDocument[]> {
  return [
    ...OPENAPI_DOCUMENTS.map((name) => ({
      path: `docs/openapi/${name}.json`,
      content: toText(openApiDocument(name, REFERENCE_TARGET)),
    })),
    { path: 'docs/openapi/admin.json', content: toText(adminOpenApiDocument('https://localhost:8443')) },
    { path: 'docs/openapi/sandbox.json', content: toText(sandboxOpenApiDocument('http://localhost:9440')) },
    { path: 'docs/reference/directory-file.schema.json', content: toText(directoryFileJsonSchema()) },
    { path: 'docs/reference/grader.md', content: graderReference() },
    ...(await cliReferences()),
  ];
}

function toText(document: unknown): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
