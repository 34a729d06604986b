import type { ADMIN_OPERATIONS, AdminOperationId } from '@rollcall/contract/admin';
import type { ADMIN_SCHEMAS, AdminSchemaName } from '@rollcall/contract/admin/schemas';
import type { Static } from 'typebox';

type Operations = { [Operation in (typeof ADMIN_OPERATIONS)[number] as Operation['id']]: Operation };
type Schemas = { [Name in AdminSchemaName]: Static<(typeof ADMIN_SCHEMAS)[Name]> };
type SchemaOf<Name> = Name extends AdminSchemaName ? Schemas[Name] : never;
/** What may be left out. */
type Nothing = Record<never, never>;

type PlaceNames<Path> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | PlaceNames<Rest> : never;
type PlacesOf<Operation extends { readonly path: string }> = [PlaceNames<Operation['path']>] extends [never]
  ? Nothing
  : { readonly path: Readonly<Record<PlaceNames<Operation['path']>, string>> };
type QueryOf<Operation> = Operation extends { readonly query: infer Name }
  ? { readonly query?: SchemaOf<Name> }
  : Nothing;
type BodyOf<Operation> = Operation extends { readonly body: infer Name }
  ? Nothing extends SchemaOf<Name>
    ? { readonly body?: SchemaOf<Name> }
    : { readonly body: SchemaOf<Name> }
  : Nothing;

type Inputs = {
  [Id in AdminOperationId]: PlacesOf<Operations[Id]> & QueryOf<Operations[Id]> & BodyOf<Operations[Id]>;
};
type Arguments = {
  [Id in AdminOperationId]: Nothing extends Inputs[Id] ? [input?: Inputs[Id]] : [input: Inputs[Id]];
};
type Results = {
  [Id in AdminOperationId]: Operations[Id]['success'] extends { readonly schema: infer Name }
    ? SchemaOf<Name> | (Operations[Id] extends { readonly empty: string } ? undefined : never)
    : undefined;
};

/** What an operation takes, as the contract declares it: `path`, `query` and `body`. */
export type InputOf<Id extends AdminOperationId> = Inputs[Id];

/** The input as arguments: none where nothing has to be given. */
export type InputArguments<Id extends AdminOperationId> = Arguments[Id];

/** What an operation answers; undefined where it answers nothing. */
export type ResultOf<Id extends AdminOperationId> = Results[Id];

/** Any input, for code that handles all operations alike. */
export interface AnyInput {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}
