import { useMutation, useQueryClient } from '@tanstack/react-query';
import { DatePicker, Input, InputNumber } from 'antd';
import dayjs from 'dayjs';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError, call } from '../../api/call.ts';
import { targetQuery } from '../../api/queries.ts';
import { today } from '../../lib/format.ts';
import { newKey } from '../../lib/new-key.ts';
import type { Target } from '../../lib/target-text.ts';
import { Panel } from '../../ui/page-head.tsx';
import { ErrorNotice, Notice } from '../../ui/states.tsx';

/** Entering a value by hand, with its day and where it comes from. */
export function ValueForm({ target }: { target: Target }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const key = useRef(newKey());
  const [asOf, setAsOf] = useState<string>(today());
  const [value, setValue] = useState<number | null>(null);
  const [source, setSource] = useState('');
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: (amount: number) =>
      call('addTargetValue', {
        params: { id: target.id },
        body: { idempotencyKey: key.current, asOf, value: amount, source: source.trim() },
      }),
    onSuccess: (next) => {
      key.current = newKey();
      client.setQueryData(targetQuery(target.id).queryKey, next);
      client.invalidateQueries({ queryKey: ['targets'] });
      client.invalidateQueries({ queryKey: ['workbench'] });
      setValue(null);
      setSource('');
      setTried(false);
    },
    onError: (error) => {
      if (asApiError(error).status > 0) key.current = newKey();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (value !== null && source.trim() && asOf) save.mutate(value);
  };
  const wrongValue = tried && value === null;
  const wrongSource = tried && !source.trim();
  return (
    <Panel title={t('targets.enter')}>
      <form className="in col g12" onSubmit={submit} noValidate aria-label={t('targets.enter')}>
        {save.error && <ErrorNotice error={save.error} />}
        {save.isSuccess && !tried && <Notice tone="g">{t('targets.entered')}</Notice>}
        <div className="field">
          <label htmlFor="value-day">{t('targets.asOf')}</label>
          <DatePicker
            id="value-day"
            format="YYYY-MM-DD"
            allowClear={false}
            maxDate={dayjs(today())}
            value={dayjs(asOf)}
            onChange={(day) => day && setAsOf(day.format('YYYY-MM-DD'))}
          />
        </div>
        <div className="field">
          <label htmlFor="value-number">
            {t('targets.value')}
            <b className="req">{t('form.required')}</b>
          </label>
          <InputNumber
            id="value-number"
            style={{ width: '100%' }}
            controls={false}
            value={value}
            {...(wrongValue ? { status: 'error' as const } : {})}
            aria-invalid={wrongValue}
            {...(target.unit ? { suffix: target.unit } : {})}
            onChange={(next) => setValue(next)}
          />
          {wrongValue && <span className="err-t">{t('targets.valueMissing')}</span>}
        </div>
        <div className="field">
          <label htmlFor="value-source">
            {t('targets.source')}
            <b className="req">{t('form.required')}</b>
          </label>
          <Input
            id="value-source"
            maxLength={200}
            value={source}
            {...(wrongSource ? { status: 'error' as const } : {})}
            aria-invalid={wrongSource}
            onChange={(event) => setSource(event.target.value)}
          />
          {wrongSource ? (
            <span className="err-t">{t('targets.sourceMissing')}</span>
          ) : (
            <span className="hint">{t('targets.sourceHint')}</span>
          )}
        </div>
        <div>
          <button type="submit" className="btn p" disabled={save.isPending}>
            {t('targets.submit')}
          </button>
        </div>
      </form>
    </Panel>
  );
}
