import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { chooseLanguage } from '../i18n/index.ts';
import { clearDrafts } from '../lib/draft.ts';
import { paths } from '../lib/paths.ts';
import { useLocal } from '../lib/use-local.ts';
import { chooseTheme, type ThemeChoice, useTheme } from '../theme/mode.ts';
import { Icon } from '../ui/icon.tsx';
import { A } from '../ui/link.tsx';
import { Popover } from '../ui/popover.tsx';
import { useMe } from './session.ts';

const themes: ThemeChoice[] = ['system', 'light', 'dark'];
const languages = [
  { key: 'zh', name: '中文' },
  { key: 'en', name: 'English' },
] as const;

/** The person at the right end: language, theme, account, sign-out. */
export function UserMenu() {
  const { t } = useTranslation();
  const { language } = useLocal();
  const { choice } = useTheme();
  const client = useQueryClient();
  const me = useMe();

  const signOut = async () => {
    await call('logout', {}).catch(() => undefined);
    clearDrafts(localStorage);
    client.clear();
    // A full load: nothing of the last person stays in memory.
    window.location.assign(paths.signIn);
  };
  return (
    <Popover
      className="me"
      end
      label={
        <>
          <Icon name="person" size={18} />
          <span>
            {me.name} <em>{me.orgName}</em>
          </span>
          <span className="vh">{t('user.menu')}</span>
        </>
      }
    >
      {(close) => (
        <>
          <p className="menu-group">
            {me.name}　{me.orgName}
          </p>
          <A className="menu-item" href={paths.account} onClick={close}>
            {t('user.account')}
          </A>
          <p className="menu-group">{t('user.language')}</p>
          {languages.map(({ key, name }) => (
            <button
              key={key}
              type="button"
              className="menu-item"
              aria-pressed={language === key}
              onClick={() => chooseLanguage(key)}
            >
              {name}
              <span className="sp" />
              {language === key && <Icon name="tick" size={14} />}
            </button>
          ))}
          <p className="menu-group">{t('user.theme')}</p>
          {themes.map((key) => (
            <button
              key={key}
              type="button"
              className="menu-item"
              aria-pressed={choice === key}
              onClick={() => chooseTheme(key)}
            >
              {t(`user.themes.${key}`)}
              <span className="sp" />
              {choice === key && <Icon name="tick" size={14} />}
            </button>
          ))}
          <p className="menu-group" aria-hidden="true" />
          <button type="button" className="menu-item" onClick={signOut}>
            {t('user.signOut')}
          </button>
        </>
      )}
    </Popover>
  );
}
