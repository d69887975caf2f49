import type { Answer } from '@huanzhi/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from '../../../api/call.ts';
import { formatNumber } from '../../../lib/format.ts';
import { Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { ErrorNotice, Failed, Notice } from '../../../ui/states.tsx';
import { type MeasurementImport, sitesQuery } from './queries.ts';
import { useTexts } from './texts.ts';
import type { Draft } from './use-draft.ts';

type Site = Answer<'sites'>['items'][number];

const kinds = ['air', 'section', 'outlet', 'noise', 'dust'] as const;

function SiteSelect({
  name,
  value,
  sites,
  disabled,
  choose,
}: {
  name: string;
  value: string;
  sites: readonly Site[];
  disabled: boolean;
  choose: (value: string) => void;
}) {
  const t = useTexts();
  return (
    <select
      className="inp"
      style={{ width: 280, maxWidth: '100%' }}
      aria-label={t.siteOf(name)}
      value={value}
      disabled={disabled}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">{t.unknownSite}</option>
      <optgroup label={t.make}>
        <option value="new-air">{t.newAir}</option>
        <option value="new-section">{t.newSection}</option>
      </optgroup>
      {kinds.map((kind) => {
        const ofKind = sites.filter((site) => site.kind === kind);
        return (
          ofKind.length > 0 && (
            <optgroup key={kind} label={t.kinds[kind]}>
              {ofKind.map((site) => (
                <option key={site.id} value={site.id}>
                  {site.name} {site.code}
                </option>
              ))}
            </optgroup>
          )
        );
      })}
    </select>
  );
}

/** What an hour in the file names, and which site each name is; checks again with the answer. */
export function SettingsPanel({
  data,
  draft,
  settle,
}: {
  data: MeasurementImport;
  draft: Draft;
  settle: (next: MeasurementImport) => void;
}) {
  const t = useTexts();
  const sites = useQuery(sitesQuery);
  const { hourLabel, choices, changed, setHourLabel, choose } = draft;
  const check = useMutation({
    mutationFn: () => {
      const chosen = Object.entries(choices).flatMap(([name, choice]) =>
        choice === ''
          ? []
          : [[name, choice === 'new-air' || choice === 'new-section' ? choice : Number(choice)] as const],
      );
      return call('mapMeasurements', {
        params: { id: data.id },
        body: { hourLabel, sites: Object.fromEntries(chosen) },
      });
    },
    onSuccess: (next) => {
      draft.clear();
      settle(next);
    },
  });
  const fixed = data.status !== 'checked' || check.isPending;
  const unknown = data.sites.filter((site) => site.siteId === null).length;
  // What has to be decided stands first.
  const ordered = data.sites.toSorted((a, b) => Number(a.siteId !== null) - Number(b.siteId !== null));
  return (
    <Panel title={t.settings}>
      <form
        className="in col g12"
        aria-label={t.settings}
        onSubmit={(event) => {
          event.preventDefault();
          check.mutate();
        }}
      >
        {check.error && <ErrorNotice error={check.error} />}
        {sites.error && <Failed error={sites.error} what={t.sitesFailed} retry={() => sites.refetch()} />}
        {unknown > 0 && !fixed && <Notice tone="y">{t.unknownSites(formatNumber(unknown))}</Notice>}
        <fieldset className="row w" disabled={fixed} style={{ border: 0, padding: 0, margin: 0 }}>
          <legend className="vh">{t.hourLabel}</legend>
          <span className="t2" aria-hidden="true">
            {t.hourLabel}
          </span>
          {(['end', 'start'] as const).map((one) => (
            <label key={one} className="row">
              <input
                type="radio"
                name="hour-label"
                checked={hourLabel === one}
                onChange={() => setHourLabel(one)}
              />
              {t.hourLabels[one]}
            </label>
          ))}
        </fieldset>
        {ordered.length > 0 && (
          <div className="table-scroll" style={{ maxHeight: 320 }} {...scrollRegion(t.siteName)}>
            <table className="tb">
              <thead>
                <tr>
                  <th scope="col">{t.siteName}</th>
                  <th scope="col" className="r">
                    {t.rows}
                  </th>
                  <th scope="col">{t.site}</th>
                </tr>
              </thead>
              <tbody>
                {ordered.map((site) => (
                  <tr key={site.name}>
                    <td>
                      <b>{site.name || t.emptyCell}</b>
                    </td>
                    <td className="r">{formatNumber(site.rows)}</td>
                    <td>
                      {!fixed && (site.siteId === null || choices[site.name] !== undefined) ? (
                        <SiteSelect
                          name={site.name}
                          value={choices[site.name] ?? ''}
                          sites={sites.data?.items ?? []}
                          disabled={!sites.data}
                          choose={(choice) => choose(site.name, choice)}
                        />
                      ) : (
                        <span className="row">
                          {site.siteName ?? t.unknownSite}
                          {!fixed && (
                            <button
                              type="button"
                              className="link"
                              aria-label={`${t.changeSite} ${t.siteOf(site.name)}`}
                              onClick={() => choose(site.name, String(site.siteId))}
                            >
                              {t.changeSite}
                            </button>
                          )}
                        </span>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {data.status === 'checked' && (
          <div>
            <button type="submit" className="btn" disabled={fixed || !changed}>
              {t.check}
            </button>
          </div>
        )}
      </form>
    </Panel>
  );
}
