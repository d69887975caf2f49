import type { FieldDefinition } from '@huanzhi/registry';
import { InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ControlProps } from './control-props.ts';

type PointField = Extract<FieldDefinition, { type: 'point' }>;

/** Longitude and latitude in degrees, CGCS2000. Cleared when both are empty. */
export function PointControl({ id, value, invalid, describedBy, change, leave }: ControlProps<PointField>) {
  const { t } = useTranslation();
  const point = (value ?? {}) as { lng?: number; lat?: number };
  const set = (patch: { lng?: number | undefined; lat?: number | undefined }) => {
    const next = { ...point, ...patch };
    change(next.lng === undefined && next.lat === undefined ? undefined : next);
  };
  const common = {
    controls: false,
    onBlur: leave,
    'aria-describedby': describedBy,
    'aria-invalid': invalid,
    ...(invalid ? { status: 'error' as const } : {}),
  };
  return (
    <div className="row">
      <InputNumber
        {...common}
        id={id}
        aria-label={t('form.lng')}
        prefix={t('form.lng')}
        value={point.lng ?? null}
        onChange={(lng) => set({ lng: lng ?? undefined })}
      />
      <InputNumber
        {...common}
        aria-label={t('form.lat')}
        prefix={t('form.lat')}
        value={point.lat ?? null}
        onChange={(lat) => set({ lat: lat ?? undefined })}
      />
    </div>
  );
}
