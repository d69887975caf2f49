import type { FieldDefinition } from '@huanzhi/registry';

/** What every control gets: where it stands, what it holds, how it is described. */
export interface ControlProps<F extends FieldDefinition = FieldDefinition> {
  field: F;
  id: string;
  value: unknown;
  invalid: boolean;
  describedBy: string | undefined;
  change: (value: unknown) => void;
  /** Leaving the field: time to check it. */
  leave: () => void;
}
