import type { PersonDetail } from '@rollcall/contract/admin';

/** What every dialog about somebody is given. */
export interface PersonDialogProps {
  readonly account: string;
  readonly person: PersonDetail;
  readonly opened: boolean;
  readonly onClose: () => void;
}
