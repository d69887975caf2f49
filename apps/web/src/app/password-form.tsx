import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { ErrorNotice } from '../ui/states.tsx';

const minimum = 10;

/** Changing one's own password. The server holds the rule; the length is checked here first. */
export function PasswordForm({ done }: { done: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [values, setValues] = useState({ current: '', next: '', again: '' });
  const [tried, setTried] = useState(false);
  const change = useMutation({
    mutationFn: () => call('changePassword', { body: { current: values.current, next: values.next } }),
    onSuccess: () => {
      setValues({ current: '', next: '', again: '' });
      setTried(false);
      done();
    },
  });
  const errors = {
    current: values.current ? '' : t('password.currentMissing'),
    next:
      values.next.length < minimum
        ? t('password.tooShort', { minimum })
        : values.next === values.current
          ? t('password.same')
          : '',
    again: values.again === values.next ? '' : t('password.different'),
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!errors.current && !errors.next && !errors.again) change.mutate();
  };
  return (
    <form className="col g16" onSubmit={submit} noValidate>
      {change.error && <ErrorNotice error={change.error} />}
      {(['current', 'next', 'again'] as const).map((key) => (
        <div className="field" key={key}>
          <label htmlFor={id + key}>{t(`password.${key}`)}</label>
          <input
            id={id + key}
            className="inp lg"
            type="password"
            autoComplete={key === 'current' ? 'current-password' : 'new-password'}
            value={values[key]}
            aria-invalid={tried && errors[key] !== ''}
            aria-describedby={tried && errors[key] ? `${id}${key}-error` : undefined}
            onChange={(event) => setValues({ ...values, [key]: event.target.value })}
          />
          {tried && errors[key] && (
            <span className="err-t" id={`${id}${key}-error`}>
              {errors[key]}
            </span>
          )}
        </div>
      ))}
      <button className="btn lg p" type="submit" disabled={change.isPending}>
        {t('password.submit')}
      </button>
    </form>
  );
}
