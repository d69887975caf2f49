import type { RegistryDefinition } from '@huanzhi/registry';
import { useMutation } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { useUrlQuery } from '../../lib/url-query.ts';
import { useLocal } from '../../lib/use-local.ts';
import { FieldControl } from '../../ui/form/field-control.tsx';
import { FieldRow } from '../../ui/form/field-row.tsx';
import { ErrorNotice } from '../../ui/states.tsx';
import type { Batch } from './batch-type.ts';
import { columnTargets, formOfMapping, sharedInputs } from './targets-of-columns.ts';

/** Second step: which column of the file is which field. */
export function Mapping({
  batch,
  definition,
  settle,
}: {
  batch: Batch;
  definition: RegistryDefinition;
  settle: (batch: Batch) => void;
}) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const [, change] = useUrlQuery();
  const [mapping, setMapping] = useState(batch.mapping);
  const check = useMutation({
    mutationFn: () => call('importMapping', { params: { id: batch.id }, body: { mapping } }),
    onSuccess: (next) => {
      settle(next);
      change({ step: undefined });
    },
  });
  const form = formOfMapping(definition, batch.mapping);
  const options = columnTargets(definition, form).map(({ value, label }) => ({ value, label: local(label) }));
  // What a column gives for each row is not asked for the whole file.
  const given = new Set(Object.values(mapping));
  const shared = sharedInputs(definition, form).filter(
    (field) =>
      !form?.columns.some((one, at) => one.input === field.key && given.has(`form.${form.key}.column.${at}`)),
  );
  const first = batch.rows[0];
  return (
    <form
      className="col g12"
      aria-label={t('import.step.columns')}
      onSubmit={(event) => {
        event.preventDefault();
        check.mutate();
      }}
    >
      {check.error && <ErrorNotice error={check.error} />}
      <div className="panel table-scroll">
        <table className="tb">
          <thead>
            <tr>
              <th scope="col">{t('import.column')}</th>
              <th scope="col">{t('import.example')}</th>
              <th scope="col">{t('import.field')}</th>
            </tr>
          </thead>
          <tbody>
            {batch.columns.map((column) => (
              <tr key={column}>
                <td>
                  <b>{column}</b>
                </td>
                <td className="t2">{first?.cells[column] ?? '—'}</td>
                <td>
                  <Select
                    aria-label={t('import.fieldOf', { column })}
                    style={{ width: 260, maxWidth: '100%' }}
                    allowClear
                    placeholder={t('import.ignored')}
                    showSearch={{ optionFilterProp: 'label' }}
                    value={mapping[column] ?? null}
                    onChange={(value: string | null | undefined) =>
                      setMapping({ ...mapping, [column]: value ?? null })
                    }
                    options={options}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shared.map((field) => (
        <FieldRow
          Control={FieldControl}
          key={field.key}
          field={{ ...field, help: { zh: '整份文件共用', en: 'For the whole file' } }}
          id={`shared-${field.key}`}
          value={mapping[`=${field.key}`] ?? undefined}
          change={(value) =>
            setMapping({ ...mapping, [`=${field.key}`]: typeof value === 'string' ? value : null })
          }
          leave={() => undefined}
        />
      ))}
      <div>
        <button type="submit" className="btn p" disabled={check.isPending}>
          {t('import.check')}
        </button>
      </div>
    </form>
  );
}
