import type { RegistryRecord } from '@huanzhi/registry';

/** A milestone; its weight is a share of the whole task in per cent. */
export interface Milestone {
  name: string;
  due: string;
  weight: number;
  doneAt?: string;
}

/** A monthly report as it stands in `data.reports`. Days `YYYY-MM-DD`, months `YYYY-MM`. */
export interface Report {
  month: string;
  progress: number;
  text: string;
  problems?: string;
  nextMonth?: string;
  reportedBy: string;
  reporterName: string;
  /** Day of the first filing; a correction does not change it. */
  reportedOn: string;
  dueOn: string;
  onTime: boolean;
  corrections: number;
  status: 'pending' | 'confirmed' | 'returned';
  checkedBy?: string;
  checkerName?: string;
  checkedOn?: string;
  evidence?: string[];
}

/** A request for a later date, with the decision. */
export interface Postponement {
  fromDue: string;
  newDue: string;
  /** Days after the original date, all postponements together. */
  days: number;
  reason: string;
  requestedBy: string;
  requestedOn: string;
  decision: 'pending' | 'approved' | 'refused' | 'withdrawn';
  decidedOn?: string;
  milestones?: Milestone[];
}

/** A numeric target of the task. */
export interface TaskIndicator {
  name: string;
  op?: string;
  target?: number;
  unit?: string;
  baseline?: number;
  current?: number;
}

/** `data` of a task. The kernel has checked the shapes. */
export interface TaskData {
  leads?: string[];
  assists?: string[];
  towns?: string[];
  taskKind?: 'project' | 'management' | 'routine';
  indicators?: TaskIndicator[];
  milestones?: Milestone[];
  startDate?: string;
  dueDate?: string;
  originalDue?: string;
  carriedFrom?: string;
  budget?: number;
  paid?: number;
  isMunicipalKey?: boolean;
  progress?: number;
  progressText?: string;
  reports?: Report[];
  postponements?: Postponement[];
  urges?: { on: string; byName: string; text: string }[];
  signedOn?: string;
  submittedOn?: string;
  completedOn?: string;
  submissions?: number;
  returns?: number;
}

/** The data of a task record. */
export function taskOf(record: Pick<RegistryRecord, 'data'>): TaskData {
  return record.data as TaskData;
}

/** The month `YYYY-MM` some months later. */
export function addMonths(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}
