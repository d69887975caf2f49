import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { useMe } from '../../../app/session.ts';
import { formatInstant, formatNumber } from '../../../lib/format.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Light } from '../../../ui/light.tsx';
import { A } from '../../../ui/link.tsx';
import { Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { ErrorNotice } from '../../../ui/states.tsx';
import { importPath } from '../measurements/queries.ts';
import { type PushKey, pushKeysQuery } from './queries.ts';
import { useTexts } from './texts.ts';

/** Sites that are named in a row; of more the number is said. */
const named = 3;

/** Every key with what it may do, when it was last used and what it pushed. */
export function KeyTable({ keys }: { keys: readonly PushKey[] }) {
  const t = useTexts();
  return (
    <Panel title={t.keys}>
      <div className="table-scroll" {...scrollRegion(t.keys)}>
        <table className="tb num">
          <thead>
            <tr>
              <th scope="col">{t.name}</th>
              <th scope="col">{t.hint}</th>
              <th scope="col">{t.sites}</th>
              <th scope="col" className="r">
                {t.backDays}
              </th>
              <th scope="col">{t.lastUsed}</th>
              <th scope="col" className="r">
                {t.pushed}
              </th>
              <th scope="col">{t.made}</th>
              <th scope="col">{t.state}</th>
              <th scope="col">
                <span className="vh">{t.revoke}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <Row key={key.id} one={key} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Row({ one }: { one: PushKey }) {
  const t = useTexts();
  const me = useMe();
  const { language } = useLocal();
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => call('revokePushKey', { params: { id: one.id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: pushKeysQuery.queryKey }),
  });
  const counts = `${formatNumber(one.taken)} / ${formatNumber(one.refused)}`;
  const names = one.sites.slice(0, named).map(({ name }) => name);
  return (
    <tr>
      <td>
        <b>{one.name}</b>
        {revoke.error && <ErrorNotice error={revoke.error} />}
      </td>
      <td className="nw code">{one.hint}…</td>
      <td title={one.sites.map(({ name }) => name).join('、')}>
        {names.join('、')}
        {one.sites.length > named && ` … ${formatNumber(one.sites.length)}`}
      </td>
      <td className="r nw">{t.days(one.backDays)}</td>
      <td className="nw">
        {one.lastUsedAt === null ? t.never : formatInstant(one.lastUsedAt, language)}
        {one.lastUsedFrom !== null && <small className="t3"> {t.from(one.lastUsedFrom)}</small>}
      </td>
      <td className="r nw">
        {one.newest !== null && me.can.includes('data.import') ? (
          <A href={importPath(one.newest)}>{counts}</A>
        ) : (
          counts
        )}
      </td>
      <td className="nw">{t.by(one.createdBy, formatInstant(one.createdAt, language))}</td>
      <td className="nw">
        <Light
          kind={one.revokedAt === null ? 'green' : 'grey'}
          word={one.revokedAt === null ? t.active : t.revoked}
        />
      </td>
      <td className="r nw">
        {one.revokedAt === null && (
          <button
            type="button"
            className="btn sm d"
            aria-label={t.revokeOf(one.name)}
            disabled={revoke.isPending}
            onClick={() => setAsking(true)}
          >
            {t.revoke}
          </button>
        )}
        {asking && (
          <Dialog name={t.revokeAsk(one.name)} close={() => setAsking(false)}>
            <div className="push-ask">
              <h2>{t.revokeAsk(one.name)}</h2>
              <p>{t.revokeText}</p>
              <div className="row mt12">
                <button
                  type="button"
                  className="btn d"
                  onClick={() => {
                    setAsking(false);
                    revoke.mutate();
                  }}
                >
                  {t.revoke}
                </button>
                <button type="button" className="btn" onClick={() => setAsking(false)}>
                  {t.cancel}
                </button>
              </div>
            </div>
          </Dialog>
        )}
      </td>
    </tr>
  );
}
