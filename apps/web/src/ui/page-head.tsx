import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { A } from './link.tsx';

/** Breadcrumbs; the last item is where one is and no link. */
export function Crumbs({ items }: { items: { text: string; href?: string }[] }) {
  const { t } = useTranslation();
  return (
    <nav className="crumbs" aria-label={t('frame.crumbs')}>
      <ol>
        {items.map((item) => (
          <li key={item.text}>
            {item.href ? <A href={item.href}>{item.text}</A> : <span aria-current="page">{item.text}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Head of a page: title, marks beside it, one line of facts, actions at the right. */
export function PageHead({
  title,
  marks,
  line,
  actions,
}: {
  title: string;
  marks?: ReactNode;
  line?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="head">
      <div className="t">
        <div className="row w">
          <h1>{title}</h1>
          {marks}
        </div>
        {line && <p>{line}</p>}
      </div>
      {actions}
    </div>
  );
}

/** A panel with a title. */
export function Panel({
  title,
  note,
  side,
  children,
}: {
  title: string;
  note?: ReactNode;
  side?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="panel" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {note && <small className="t3">{note}</small>}
        <span className="sp" />
        {side}
      </header>
      {children}
    </section>
  );
}
