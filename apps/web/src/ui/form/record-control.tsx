import type { FieldDefinition } from '@huanzhi/registry';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import type { ControlProps } from './control-props.ts';

type RecordField = Extract<FieldDefinition, { type: 'record' }>;

/** Choosing a record of another registry by code or title; the server searches. */
export function RecordControl({
  field,
  id,
  value,
  invalid,
  describedBy,
  change,
  leave,
}: ControlProps<RecordField>) {
  const [wanted, setWanted] = useState('');
  const { data } = useQuery({
    queryKey: ['record-choice', field.registry, wanted],
    queryFn: () =>
      call('records', {
        params: { registry: field.registry },
        query: { limit: 20, ...(wanted ? { q: wanted } : {}) },
      }),
  });
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      {...(invalid ? { status: 'error' as const } : {})}
      allowClear
      showSearch={{ filterOption: false, onSearch: setWanted }}
      style={{ width: '100%' }}
      value={typeof value === 'string' ? value : null}
      onBlur={leave}
      onChange={(next: string | null | undefined) => change(next ?? undefined)}
      options={(data?.items ?? []).map((row) => ({
        value: row.id,
        label: row.code ? `${row.code}　${row.title}` : row.title,
      }))}
    />
  );
}
