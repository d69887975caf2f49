import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError } from '../api/call.ts';
import { copyText } from '../lib/copy.ts';
import { useLocal } from '../lib/use-local.ts';
import { Icon, type IconName } from './icon.tsx';
import { LightMark } from './light.tsx';
import { A } from './link.tsx';

/** A state of a page or panel: icon, sentence, what to do. */
export function State({
  icon,
  title,
  text,
  whole = false,
  children,
}: {
  icon: IconName;
  title: string;
  text?: string;
  /** Stands for the whole page, so that its title is the page's. */
  whole?: boolean;
  children?: ReactNode;
}) {
  return (
    <div className="state">
      <Icon name={icon} size={22} />
      {whole ? <h1>{title}</h1> : <h2>{title}</h2>}
      {text && <p>{text}</p>}
      {children && <div className="row">{children}</div>}
    </div>
  );
}

/** Grey lines in the shape of what comes; invisible for the first 0.3 s. */
export function Loading({ lines = 4 }: { lines?: number }) {
  const { t } = useTranslation();
  return (
    <div className="skeleton" role="status">
      <span className="vh">{t('state.loading')}</span>
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no identity
        <i key={i} style={{ width: `${[60, 92, 78, 85][i % 4]}%` }} />
      ))}
    </div>
  );
}

/** What an error answer means to the reader: not found, not allowed, or failed with its number. */
export function Failed({
  error,
  what,
  retry,
  back,
}: {
  error: unknown;
  what: string;
  retry?: () => void;
  /** Where to go instead; given when the failure stands for the whole page. */
  back?: { text: string; href: string };
}) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const { status, answer } = asApiError(error);
  const backLink = back && (
    <A className="btn" href={back.href}>
      {t('state.backTo', { what: back.text })}
    </A>
  );
  if (status === 404) {
    return (
      <State
        whole={back !== undefined}
        icon="search"
        title={t('state.notFound')}
        text={t('state.notFoundText')}
      >
        {backLink}
      </State>
    );
  }
  if (status === 403) {
    return (
      <State
        whole={back !== undefined}
        icon="person"
        title={t('state.noPermission', { what })}
        text={local(answer.message)}
      >
        {backLink}
      </State>
    );
  }
  return (
    <div role="alert">
      <State
        whole={back !== undefined}
        icon="alert"
        title={t('state.failed', { what })}
        text={`${local(answer.message)}${t('state.inputKept')}`}
      >
        {retry && (
          <button type="button" className="btn p" onClick={retry}>
            {t('state.retry')}
          </button>
        )}
        {answer.requestId && (
          <button type="button" className="link" onClick={() => copyText(answer.requestId)}>
            {t('state.copyId', { id: answer.requestId })}
          </button>
        )}
      </State>
    </div>
  );
}

const tones = { r: 'red', y: 'yellow', b: 'blue', g: 'green' } as const;

/** A line that says what happened. `r` interrupts a screen reader, the others wait. */
export function Notice({ tone, children }: { tone: keyof typeof tones; children: ReactNode }) {
  return (
    <div className={`notice ${tone}`} role={tone === 'r' ? 'alert' : 'status'}>
      <LightMark kind={tones[tone]} />
      <div>{children}</div>
    </div>
  );
}

/** The refusal of a request beside the button that caused it. */
export function ErrorNotice({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const { answer } = asApiError(error);
  return (
    <Notice tone="r">
      <b>{local(answer.message)}</b>
      {answer.problems.length > 0 && (
        <ul>
          {answer.problems.map((problem) => (
            <li key={problem.path + problem.code}>{local(problem.message)}</li>
          ))}
        </ul>
      )}
      {answer.requestId && <small className="t3"> {t('state.errorId', { id: answer.requestId })}</small>}
    </Notice>
  );
}
