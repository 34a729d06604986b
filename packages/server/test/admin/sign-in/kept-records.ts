import type { Adapter, AdapterPayload } from 'oidc-provider';

/** Where the identity provider of the tests keeps its sessions, codes and tokens: for as long as it runs. */
export class KeptRecords implements Adapter {
  readonly #records: Map<string, AdapterPayload>;
  readonly #kind: string;

  constructor(records: Map<string, AdapterPayload>, kind: string) {
    this.#records = records;
    this.#kind = kind;
  }

  async upsert(id: string, payload: AdapterPayload): Promise<void> {
    this.#records.set(this.#key(id), payload);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return this.#records.get(this.#key(id));
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#records.values().find((each) => each.uid === uid && each.kind === this.#kind);
  }

  async findByUserCode(): Promise<undefined> {}

  async consume(id: string): Promise<void> {
    const payload = this.#records.get(this.#key(id));
    if (payload) payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string): Promise<void> {
    this.#records.delete(this.#key(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, payload] of this.#records) if (payload.grantId === grantId) this.#records.delete(key);
  }

  #key(id: string): string {
    return `${this.#kind}:${id}`;
  }
}
