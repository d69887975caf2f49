import type { Answer } from '@huanzhi/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { upload } from '../../../api/call.ts';
import { Choice } from '../../../ui/form/choice.tsx';
import { type ControlIds, Field } from '../../../ui/form/field.tsx';
import { PlainForm } from '../../../ui/form/plain-form.tsx';
import { Panel } from '../../../ui/page-head.tsx';
import { ErrorNotice, Loading, Notice } from '../../../ui/states.tsx';
import { extentOf, kindsOf, sitesOutside } from './map-extent.ts';
import { useMapTexts } from './map-texts.ts';
import { pointsOf } from './place-fields.tsx';
import { mapBaseQuery, type SiteRow } from './queries.ts';

const PointMap = lazy(() => import('../../../ui/map/point-map.tsx'));

type Base = NonNullable<Answer<'mapBase'>['base']>;
const systems = ['CGCS2000', 'WGS84'] as const;

/** Choosing a file, looking at it as it would be drawn, and using it. Nothing is kept before the last step. */
export function MapUpload({ sites }: { sites: readonly SiteRow[] }) {
  const t = useMapTexts();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  /** A file that was used leaves its field. */
  const [round, setRound] = useState(0);
  const [about, setAbout] = useState({
    origin: '',
    date: '',
    crs: 'CGCS2000' as (typeof systems)[number],
  });
  const send = (chosen: File | null, preview: '1' | undefined) =>
    upload(
      'saveMapBase',
      { query: { ...about, origin: about.origin.trim(), preview } },
      chosen ? [chosen] : [],
      () => {},
    );
  const check = useMutation({ mutationFn: () => send(file, '1') });
  const use = useMutation({
    mutationFn: () => send(file, undefined),
    onSuccess: (kept) => {
      client.setQueryData(mapBaseQuery.queryKey, kept);
      client.invalidateQueries({ queryKey: ['settings', 'map.base'] });
      check.reset();
      setFile(null);
      setRound((before) => before + 1);
    },
  });
  const edit = (patch: Partial<typeof about>) => {
    check.reset();
    use.reset();
    setAbout((before) => ({ ...before, ...patch }));
  };
  const mistakes = [
    ...(file === null ? [{ path: 'file', text: t.choose }] : []),
    ...(about.origin.trim() === '' ? [{ path: 'origin', text: t.fill(t.origin) }] : []),
    ...(about.date === '' ? [{ path: 'date', text: t.fill(t.date) }] : []),
  ];
  const text = (key: 'origin' | 'date') => (control: ControlIds) => (
    <input
      {...control}
      className="inp"
      maxLength={200}
      type={key === 'date' ? 'date' : 'text'}
      value={about[key]}
      onChange={(event) => edit({ [key]: event.target.value })}
    />
  );
  const checked = check.data?.base ?? null;
  return (
    <Panel title={t.replace}>
      <div className="in col g12">
        {use.isSuccess && !checked && <Notice tone="g">{t.used}</Notice>}
        <PlainForm
          name={t.replace}
          prefix="map"
          mistakes={mistakes}
          refusal={check.error}
          fieldOf={(path) => (['origin', 'date'].includes(path) ? path : 'file')}
          send={() => check.mutate()}
        >
          {(field) => (
            <>
              <Field {...field('file')} label={t.file} required hint={t.fileHint}>
                {(control) => (
                  <input
                    {...control}
                    key={round}
                    type="file"
                    accept=".geojson,.json,application/geo+json"
                    onChange={(event) => {
                      check.reset();
                      use.reset();
                      setFile(event.target.files?.[0] ?? null);
                    }}
                  />
                )}
              </Field>
              <div className="site-pair">
                <Field {...field('origin')} label={t.origin} required hint={t.originHint}>
                  {text('origin')}
                </Field>
                <Field {...field('date')} label={t.date} required hint={t.dateHint}>
                  {text('date')}
                </Field>
              </div>
              <Choice
                field={field('crs')}
                label={t.crs}
                hint={t.crsHint}
                value={about.crs}
                options={systems.map((one) => ({ value: one, text: one }))}
                change={(value) => edit({ crs: systems.find((one) => one === value) ?? about.crs })}
              />
              {checked === null && (
                <div>
                  <button type="submit" className="btn p" disabled={check.isPending}>
                    {t.check}
                  </button>
                </div>
              )}
            </>
          )}
        </PlainForm>
        {checked && (
          <>
            <Preview base={checked} sites={sites} />
            {use.error && <ErrorNotice error={use.error} />}
            <div className="row">
              <button type="button" className="btn p" disabled={use.isPending} onClick={() => use.mutate()}>
                {t.use}
              </button>
            </div>
          </>
        )}
      </div>
    </Panel>
  );
}

function Preview({ base, sites }: { base: Base; sites: readonly SiteRow[] }) {
  const t = useMapTexts();
  const extent = extentOf(base);
  const { all, out } = extent ? sitesOutside(extent, sites) : { all: 0, out: 0 };
  return (
    <section className="col g8" aria-label={t.preview}>
      <Notice tone="g">
        {t.checked(base.features)}{' '}
        {kindsOf(base)
          .map(({ kind, count }) => `${t.kinds[kind] ?? kind} ${count}`)
          .join('，')}
      </Notice>
      {all > 0 && <Notice tone={out > 0 ? 'y' : 'b'}>{out > 0 ? t.outside(out, all) : t.inside(all)}</Notice>}
      <Suspense fallback={<Loading lines={6} />}>
        <PointMap name={t.preview} points={pointsOf(sites)} base={base} noBase="" whole />
      </Suspense>
    </section>
  );
}
