import type { PlanReading } from '@huanzhi/plan-reader';
import type { NewPlanItem } from '../../store/plans/plan-items.queries.ts';

/**
 * What the reader found, as reviewable items in text order: the document itself first, then tasks,
 * indicators and registries by place. `original` keeps the reader's id and doubts beside the data.
 */
export function itemsOfReading(reading: PlanReading): NewPlanItem[] {
  const doubtsOf = (...ids: string[]) =>
    reading.doubts.filter((doubt) => ids.includes(doubt.item)).map(({ field, code }) => ({ field, code }));
  const taskSections = new Set(reading.tasks.map((task) => task.sectionId));
  const owned = new Set([
    ...reading.tasks.map((task) => task.id),
    ...reading.indicators.map((indicator) => indicator.id),
    ...reading.registries.map((registry) => registry.id),
    ...taskSections,
  ]);
  const rest = reading.doubts
    .filter((doubt) => !owned.has(doubt.item))
    .map(({ field, code }) => ({ field, code }));
  const { title, docNumber, issuers, issueDate, period, docType, status } = reading.document;

  const found: Omit<NewPlanItem, 'seq'>[] = [
    item(
      'document',
      '',
      [0, 0],
      'document',
      { title, docNumber, issuers, issueDate, period, docType, status },
      rest,
    ),
    ...reading.tasks.map((task) =>
      item(
        'task',
        task.path,
        task.span,
        task.id,
        {
          title: task.title,
          content: task.content,
          leads: task.leads,
          supports: task.supports,
          responsible: task.responsible,
          units: task.units,
          deadlines: task.deadlines,
        },
        doubtsOf(task.id, task.sectionId),
      ),
    ),
    ...reading.indicators.map(({ id, path, offset: _, span, ...data }) =>
      item('indicator', path, span, id, data, doubtsOf(id)),
    ),
    ...reading.registries.map(({ id, path, offset: _, span, ...data }) =>
      item('registry', path, span, id, data, doubtsOf(id)),
    ),
  ];
  const order = { document: 0, task: 1, indicator: 2, registry: 3 } as Record<string, number>;
  return found
    .sort((a, b) => a.spanStart - b.spanStart || (order[a.kind] ?? 9) - (order[b.kind] ?? 9))
    .map((one, index) => ({ ...one, seq: index + 1 }));
}

function item(
  kind: NewPlanItem['kind'],
  path: string,
  span: readonly [number, number],
  readerId: string,
  data: object,
  doubts: { field: string; code: string }[],
): Omit<NewPlanItem, 'seq'> {
  return {
    kind,
    path,
    spanStart: span[0],
    spanEnd: span[1],
    original: { ...data, readerId, doubts },
    current: { ...data },
  };
}
