import type { Answer } from '@huanzhi/contract';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { useMe } from '../../../app/session.ts';
import { formatInstant, formatNumber, formatSize } from '../../../lib/format.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { Field } from '../../../ui/form/field.tsx';
import { PlainForm } from '../../../ui/form/plain-form.tsx';
import { Panel } from '../../../ui/page-head.tsx';
import { Failed, Loading, Notice } from '../../../ui/states.tsx';
import { useRetentionTexts } from './retention-texts.ts';

type Retention = Answer<'retention'>;

const retentionQuery = queryOptions({ queryKey: ['retention'], queryFn: () => call('retention', {}) });

const kinds = [
  ['minutes', 'minuteMonths'],
  ['packets', 'packetMonths'],
  ['quarantine', 'quarantineMonths'],
] as const;

/** How long packets are kept, what was removed lately; whoever keeps the gateway may change it. */
export function RetentionPanel() {
  const t = useRetentionTexts();
  const me = useMe();
  const [changing, setChanging] = useState(false);
  const { data, error, refetch } = useQuery(retentionQuery);
  return (
    <Panel title={t.title} note={data && t.size(formatSize(sizeOf(data)))}>
      <div className="in col g12">
        {error && <Failed error={error} what={t.title} retry={() => refetch()} />}
        {!data && !error && <Loading />}
        {data && (changing ? <Change data={data} done={() => setChanging(false)} /> : <Shown data={data} />)}
        {data && !changing && me.can.includes('gateway.manage') && (
          <div>
            <button type="button" className="btn sm" onClick={() => setChanging(true)}>
              {t.change}…
            </button>
          </div>
        )}
      </div>
    </Panel>
  );
}

const sizeOf = ({ partitions }: Retention): number => partitions.reduce((sum, { bytes }) => sum + bytes, 0);

function Shown({ data }: { data: Retention }) {
  const t = useRetentionTexts();
  const { language } = useLocal();
  const pending = data.inForceFrom !== null && Date.parse(data.inForceFrom) > Date.now();
  return (
    <>
      <dl className="crc num">
        {kinds.map(([kind, field]) => {
          // Minutes go at the latest with the other packets.
          const months = data.settings[field] ?? (kind === 'minutes' ? data.settings.packetMonths : null);
          const first = data.firstKept[kind];
          return (
            <div key={kind} style={{ display: 'contents' }}>
              <dt className="t3">{t.kinds[kind]}</dt>
              <dd>
                {months === null ? t.forEver : t.months(months)}
                {first !== null && !pending && `　${t.from(first)}`}
              </dd>
            </div>
          );
        })}
        <dt className="t3">{t.hours}</dt>
        <dd>{t.forEver}</dd>
      </dl>
      {pending && data.inForceFrom !== null && (
        <Notice tone="y">{t.inForce(formatInstant(data.inForceFrom, language))}</Notice>
      )}
      <p className="s t3">{t.proof}</p>
      {data.removals.length > 0 && (
        <ul className="s num" aria-label={t.removals}>
          {data.removals.map((one) => (
            <li key={`${one.kind} ${one.at}`} className="row w">
              <span className="t3">{formatInstant(one.at, language)}</span>
              <span>
                {`${t.kinds[one.kind]}　`}
                {t.removed(one.from, one.to, formatNumber(one.removed), formatNumber(one.kept))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Change({ data, done }: { data: Retention; done: () => void }) {
  const t = useRetentionTexts();
  const client = useQueryClient();
  const [texts, setTexts] = useState(() =>
    Object.fromEntries(kinds.map(([, field]) => [field, data.settings[field]?.toString() ?? ''])),
  );
  const textOf = (field: string) => (texts[field] ?? '').trim();
  const valid = (text: string) => text === '' || (/^\d{2,3}$/.test(text) && +text >= 12 && +text <= 600);
  const monthsOf = (field: string) => (textOf(field) === '' ? null : Number(textOf(field)));
  const save = useMutation({
    mutationFn: () =>
      call('saveRetention', {
        body: {
          minuteMonths: monthsOf('minuteMonths'),
          packetMonths: monthsOf('packetMonths'),
          quarantineMonths: monthsOf('quarantineMonths'),
        },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: retentionQuery.queryKey });
      done();
    },
  });
  const mistakes = kinds.flatMap(([, field]) =>
    valid(textOf(field)) ? [] : [{ path: field, text: t.wrong }],
  );
  return (
    <PlainForm
      name={t.change}
      prefix="retention"
      mistakes={mistakes}
      refusal={save.error}
      send={() => save.mutate()}
    >
      {(field) => (
        <>
          {kinds.map(([kind, name]) => (
            <Field key={name} {...field(name)} label={t.kinds[kind]} hint={t.unit}>
              {(control) => (
                <input
                  {...control}
                  className="inp"
                  style={{ width: 96 }}
                  inputMode="numeric"
                  value={texts[name] ?? ''}
                  onChange={(event) => setTexts({ ...texts, [name]: event.target.value })}
                />
              )}
            </Field>
          ))}
          <div className="row w">
            <button type="submit" className="btn p sm" disabled={save.isPending}>
              {t.save}
            </button>
            <button type="button" className="btn sm" onClick={done}>
              {t.close}
            </button>
          </div>
        </>
      )}
    </PlainForm>
  );
}
