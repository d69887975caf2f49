import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { ErrorNotice } from '../ui/states.tsx';
import type { Me } from './session.ts';

/** User name and password. `login` fixes the name when the same person signs in again. */
export function SignInForm({ login, done }: { login?: string; done: (me: Me) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [name, setName] = useState(login ?? '');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const signIn = useMutation({
    mutationFn: () => call('login', { body: { login: name.trim(), password } }),
    onSuccess: done,
    onError: () => setPassword(''),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const incomplete = !name.trim() || !password;
    setMissing(incomplete);
    if (!incomplete) signIn.mutate();
  };
  return (
    <form className="col g16" onSubmit={submit} noValidate>
      {signIn.error && <ErrorNotice error={signIn.error} />}
      <div className="field">
        <label htmlFor={`${id}-name`}>{t('signIn.login')}</label>
        <input
          id={`${id}-name`}
          className="inp lg"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={name}
          readOnly={login !== undefined}
          aria-invalid={missing && !name.trim()}
          onChange={(event) => setName(event.target.value)}
        />
        {missing && !name.trim() && <span className="err-t">{t('signIn.loginMissing')}</span>}
      </div>
      <div className="field">
        <label htmlFor={`${id}-password`}>{t('signIn.password')}</label>
        <input
          id={`${id}-password`}
          className="inp lg"
          type="password"
          autoComplete="current-password"
          value={password}
          aria-invalid={missing && !password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {missing && !password && <span className="err-t">{t('signIn.passwordMissing')}</span>}
      </div>
      <button className="btn lg p" type="submit" disabled={signIn.isPending}>
        {t('signIn.submit')}
      </button>
    </form>
  );
}
