import type { Actor, AuditRecord } from '@rollcall/server/domain/audit';
import type { ConsoleScene } from '../support/console-scene.ts';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36';
const HOUR = 3_600_000;

/** An account in which something happened, some of it long ago. */
export class AuditScene {
  readonly scene: ConsoleScene;
  readonly account: string;
  readonly ada: string;
  readonly bob: string;

  private constructor(scene: ConsoleScene, account: string, [ada = '', bob = '']: readonly string[]) {
    this.scene = scene;
    this.account = account;
    this.ada = ada;
    this.bob = bob;
  }

  static async in(scene: ConsoleScene): Promise<AuditScene> {
    const { id, people } = await scene.account([
      { displayName: 'Ada Lovelace', email: 'ada@example.com', role: 'owner' },
      { displayName: 'Bob <b>Babbage</b> {{actor}}', email: 'bob@example.com' },
    ]);
    return new AuditScene(scene, id, people);
  }

  get owner() {
    return { kind: 'person', accountId: this.account, userId: this.ada } as const;
  }

  /** Writes down that Ada did something. @param hours ago */
  async note(record: Partial<AuditRecord> & Pick<AuditRecord, 'action' | 'subject'>, hours = 0): Promise<void> {
    const actor: Actor = { kind: 'person', id: this.ada, address: '192.0.2.7', userAgent: BROWSER };
    const context = { at: this.scene.clock.now() - hours * HOUR, actor, requestId: 'request-of-ada' };
    const done = { outcome: 'success', reason: undefined, accountId: this.account, detail: {} } as const;
    await this.scene.storage.appendAudit({ ...done, ...record }, context);
  }

  /** What happened before anybody looks: some of all kinds, and so much that it takes several pages. */
  async past(): Promise<void> {
    const changed = { fields: 'display_name', display_name_before: 'Bob', display_name_after: 'Bob <b>Babbage</b>' };
    await this.note({ action: 'user.updated', subject: this.bob, detail: changed }, 72);
    for (const hours of Array(120).keys()) {
      await this.note({ action: 'session.renewed', subject: this.ada }, 71 - hours / 120);
    }
    await this.note({ action: 'user.suspended', subject: this.bob }, 30);
    const refused = { outcome: 'refused', reason: 'no_owner_remain' } as const;
    await this.note({ action: 'user.suspended', subject: this.ada, ...refused }, 29);
    const key = { label: 'Nightly <export>', permissions: 'audit.read' };
    await this.note({ action: 'admin_key.deleted', subject: 'a-key-that-is-gone', detail: key }, 28);
  }
}
