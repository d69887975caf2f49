import { DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useLocal } from '../../lib/use-local.ts';
import type { ControlProps } from './control-props.ts';
import { EvidenceControl } from './evidence-control.tsx';
import { ItemsControl } from './items-control.tsx';
import { OrgControl } from './org-control.tsx';
import { PointControl } from './point-control.tsx';
import { RecordControl } from './record-control.tsx';

const dateFormats = { date: 'YYYY-MM-DD', datetime: 'YYYY-MM-DD HH:mm', month: 'YYYY-MM' } as const;

/** The control for one field, chosen by its type. */
export function FieldControl(props: ControlProps) {
  const { field, id, value, invalid, describedBy, change, leave } = props;
  const { t } = useTranslation();
  const { local } = useLocal();
  const status = invalid ? ('error' as const) : undefined;
  const common = {
    id,
    onBlur: leave,
    'aria-describedby': describedBy,
    'aria-required': field.required === true,
    'aria-invalid': invalid,
    ...(status ? { status } : {}),
  };
  switch (field.type) {
    case 'text':
      return field.multiline ? (
        <Input.TextArea
          {...common}
          autoSize={{ minRows: 3, maxRows: 12 }}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => change(event.target.value)}
          {...(field.maxLength ? { count: { show: true, max: field.maxLength } } : {})}
        />
      ) : (
        <Input
          {...common}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => change(event.target.value)}
        />
      );
    case 'number':
    case 'integer':
      return (
        <InputNumber
          {...common}
          style={{ width: '100%', maxWidth: 240 }}
          value={typeof value === 'number' ? value : null}
          onChange={(next) => change(next ?? undefined)}
          controls={false}
          {...(field.unit ? { suffix: field.unit } : {})}
        />
      );
    case 'boolean':
      return (
        <Select
          {...common}
          allowClear
          value={typeof value === 'boolean' ? String(value) : null}
          onChange={(next) => change(next === undefined || next === null ? undefined : next === 'true')}
          options={[
            { value: 'true', label: t('value.yes') },
            { value: 'false', label: t('value.no') },
          ]}
        />
      );
    case 'date':
    case 'datetime':
    case 'month': {
      const format = dateFormats[field.type];
      const shown = typeof value === 'string' && value ? dayjs(value) : null;
      return (
        <DatePicker
          {...common}
          style={{ width: '100%', maxWidth: 240 }}
          picker={field.type === 'month' ? 'month' : 'date'}
          showTime={field.type === 'datetime' ? { format: 'HH:mm' } : false}
          format={format}
          value={shown?.isValid() ? shown : null}
          onChange={(next) =>
            change(
              next
                ? field.type === 'datetime'
                  ? next.format('YYYY-MM-DDTHH:mm:ssZ')
                  : next.format(format)
                : undefined,
            )
          }
        />
      );
    }
    case 'choice':
      return (
        <Select
          {...common}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={typeof value === 'string' ? value : null}
          onChange={(next) => change(next ?? undefined)}
          options={field.options.map((option) => ({ value: option.value, label: local(option.label) }))}
        />
      );
    case 'choices':
      return (
        <Select
          {...common}
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          value={Array.isArray(value) ? (value as string[]) : []}
          onChange={(next) => change(next)}
          options={field.options.map((option) => ({ value: option.value, label: local(option.label) }))}
        />
      );
    case 'org':
    case 'orgs':
      return <OrgControl {...props} field={field} />;
    case 'record':
      return <RecordControl {...props} field={field} />;
    case 'user':
      return (
        <Input
          {...common}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => change(event.target.value)}
        />
      );
    case 'point':
      return <PointControl {...props} field={field} />;
    case 'evidence':
      return <EvidenceControl {...props} field={field} />;
    case 'items':
      return <ItemsControl {...props} field={field} Control={FieldControl} />;
  }
}
