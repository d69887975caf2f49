import type { Answer } from '@huanzhi/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { copyText } from '../../../lib/copy.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Crumbs, PageHead, Panel } from '../../../ui/page-head.tsx';
import { Failed, Loading, Notice, State } from '../../../ui/states.tsx';
import { KeyForm } from './key-form.tsx';
import { KeyTable } from './key-table.tsx';
import './push.css';
import { pushKeysQuery } from './queries.ts';
import { useTexts } from './texts.ts';

/** 数据推送: keys of other systems, a new one, and how to push with it. */
export default function PushPage() {
  const t = useTexts();
  const [url, change] = useUrlQuery();
  const [made, setMade] = useState<Answer<'addPushKey'> | null>(null);
  const { data, error, refetch } = useQuery(pushKeysQuery);
  useTitle(t.nav);
  const making = url.new === '1';
  return (
    <>
      <Crumbs items={[{ text: t.monitoring }, { text: t.nav }]} />
      <PageHead
        title={t.nav}
        line={t.line}
        actions={
          <button
            type="button"
            className={making ? 'btn' : 'btn p'}
            aria-expanded={making}
            onClick={() => (making ? change({ new: undefined }) : change({ new: '1' }, 'push'))}
          >
            {t.add}
          </button>
        }
      />
      {error && <Failed error={error} what={t.nav} retry={() => refetch()} />}
      {!data && !error && <Loading lines={6} />}
      <div className="col g12">
        {made && <Secret made={made} close={() => setMade(null)} />}
        {making && (
          <KeyForm
            made={(answer) => {
              setMade(answer);
              change({ new: undefined });
            }}
            close={() => change({ new: undefined })}
          />
        )}
        {data && data.items.length === 0 && !making && (
          <div className="panel">
            <State icon="list" title={t.none} text={t.noneText} />
          </div>
        )}
        {data && data.items.length > 0 && <KeyTable keys={data.items} />}
        <Panel title={t.how}>
          <div className="in col g12">
            <p>{t.howText}</p>
            <pre className="push-code" {...{ 'aria-label': t.example }}>
              {commands(window.location.origin)}
            </pre>
          </div>
        </Panel>
      </div>
    </>
  );
}

/** The secret of a new key; nothing shows it again. */
function Secret({ made, close }: { made: Answer<'addPushKey'>; close: () => void }) {
  const t = useTexts();
  const [copied, setCopied] = useState(false);
  const copy = useRef<HTMLButtonElement>(null);
  useEffect(() => copy.current?.focus(), []);
  return (
    <Panel title={`${t.secret} ${made.key.name}`}>
      <div className="in col g12">
        <Notice tone="y">{t.secretOnce}</Notice>
        <output className="push-code">{made.secret}</output>
        <div className="row">
          <button
            ref={copy}
            type="button"
            className="btn p"
            onClick={async () => {
              await copyText(made.secret);
              setCopied(true);
            }}
          >
            {copied ? t.copied : t.copy}
          </button>
          <button type="button" className="btn" onClick={close}>
            {t.done}
          </button>
        </div>
      </div>
    </Panel>
  );
}

const commands = (
  origin: string,
): string => `curl -H "Authorization: Bearer $KEY" ${origin}/api/push/v1.1/Datastreams

curl -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" \\
  -d '{"phenomenonTime": "2026-01-01T07:00:00+08:00/2026-01-01T08:00:00+08:00", "result": 35.2}' \\
  "${origin}/api/push/v1.1/Datastreams('S1:a34004')/Observations"`;
