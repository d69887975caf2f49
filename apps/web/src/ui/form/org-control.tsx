import type { FieldDefinition } from '@huanzhi/registry';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { orgsQuery } from '../../api/queries.ts';
import type { ControlProps } from './control-props.ts';

type OrgField = Extract<FieldDefinition, { type: 'org' | 'orgs' }>;

/** Choosing one or several organisations by any of their names. */
export function OrgControl({
  field,
  id,
  value,
  invalid,
  describedBy,
  change,
  leave,
}: ControlProps<OrgField>) {
  const { data } = useQuery(orgsQuery);
  const options = (data?.items ?? [])
    .filter((org) => org.active || org.id === value)
    .map((org) => ({
      value: org.id,
      label: org.name,
      names: [org.name, org.shortName, ...org.aliases].join(' '),
    }));
  const common = {
    id,
    onBlur: leave,
    'aria-describedby': describedBy,
    'aria-invalid': invalid,
    ...(invalid ? { status: 'error' as const } : {}),
    showSearch: { optionFilterProp: 'names' },
    options,
    style: { width: '100%' },
  };
  if (field.type === 'orgs') {
    return (
      <Select
        {...common}
        mode="multiple"
        value={Array.isArray(value) ? (value as string[]) : []}
        onChange={(next: string[]) => change(next)}
      />
    );
  }
  return (
    <Select
      {...common}
      allowClear
      value={typeof value === 'string' ? value : null}
      onChange={(next: string | null | undefined) => change(next ?? undefined)}
    />
  );
}
