import type { FieldDefinition } from '@huanzhi/registry';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { ControlProps } from './control-props.ts';
import { EvidenceContext, EvidencePicker } from './evidence-picker.tsx';

type EvidenceField = Extract<FieldDefinition, { type: 'evidence' }>;

/** A field that holds files of its record. Before the record exists there is nothing to attach to. */
export function EvidenceControl({ id, value, change }: ControlProps<EvidenceField>) {
  const { t } = useTranslation();
  const place = useContext(EvidenceContext);
  if (!place) return <span className="hint">{t('evidence.afterCreate')}</span>;
  return (
    <EvidencePicker
      id={id}
      place={place}
      chosen={Array.isArray(value) ? (value as string[]) : []}
      change={change}
    />
  );
}
