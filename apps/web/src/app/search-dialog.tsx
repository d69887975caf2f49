import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { registriesQuery } from '../api/queries.ts';
import { readRecent, rememberSearch } from '../lib/recent.ts';
import { useLocal } from '../lib/use-local.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNotice } from '../ui/states.tsx';
import './search-dialog.css';

/** Ctrl K: codes first, then names; arrows and Enter. Shows the last five searches while empty. */
export default function SearchDialog({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const router = useRouter();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [current, setCurrent] = useState(0);

  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 200);
    return () => clearTimeout(timer);
  }, [text]);

  const { data, error } = useQuery({
    queryKey: ['search', asked],
    queryFn: () => call('search', { query: { q: asked } }),
    enabled: asked.length > 0,
  });
  const { data: registries } = useQuery(registriesQuery);
  const kindName = (kind: string) => {
    const entry = registries?.find(({ definition }) => definition.id === kind);
    if (entry) return local(entry.definition.name);
    return kind === 'plan' ? t('search.plan') : kind === 'org' ? t('search.org') : kind;
  };
  const hits = asked ? (data?.items ?? []) : [];
  const recent = text ? [] : readRecent(localStorage);

  const go = (link: string) => {
    rememberSearch(localStorage, text.trim());
    close();
    router.history.push(link);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setCurrent(Math.min(current + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setCurrent(Math.max(current - 1, 0));
    else if (event.key === 'Enter') {
      const hit = hits[current];
      if (hit) go(hit.link);
    } else return;
    event.preventDefault();
  };
  return (
    <Dialog name={t('search.open')} top close={close}>
      <div className="search-head">
        <input
          className="inp lg"
          autoFocus
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls="search-hits"
          aria-activedescendant={hits.length > 0 ? `search-hit-${current}` : undefined}
          aria-label={t('search.placeholder')}
          placeholder={t('search.placeholder')}
          maxLength={100}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setCurrent(0);
          }}
          onKeyDown={key}
        />
        <button type="button" className="btn" onClick={close}>
          {t('search.close')}
        </button>
      </div>
      <div className="search-hits" id="search-hits" role="listbox" aria-label={t('search.results')}>
        {hits.map((hit, index) => (
          <div
            key={hit.link}
            id={`search-hit-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className="search-hit"
            onClick={() => go(hit.link)}
            onKeyDown={(event) => event.key === 'Enter' && go(hit.link)}
          >
            <small className="t3">{kindName(hit.kind)}</small>
            <b>{hit.title}</b>
            <small className="t3">{hit.detail}</small>
          </div>
        ))}
      </div>
      {error && <ErrorNotice error={error} />}
      {recent.length > 0 && (
        <div className="search-recent">
          <p className="menu-group">{t('search.recent')}</p>
          {recent.map((word) => (
            <button key={word} type="button" className="menu-item" onClick={() => setText(word)}>
              {word}
            </button>
          ))}
        </div>
      )}
      <p className="search-note t3 s" role="status">
        {asked && data && hits.length === 0 ? t('search.nothing', { text: asked }) : t('search.keys')}
      </p>
    </Dialog>
  );
}
