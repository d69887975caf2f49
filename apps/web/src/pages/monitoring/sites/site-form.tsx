import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { call } from '../../../api/call.ts';
import { orgsQuery } from '../../../api/queries.ts';
import { paths } from '../../../lib/paths.ts';
import { Choice } from '../../../ui/form/choice.tsx';
import { Field } from '../../../ui/form/field.tsx';
import { type FieldState, PlainForm } from '../../../ui/form/plain-form.tsx';
import { A } from '../../../ui/link.tsx';
import { Panel } from '../../../ui/page-head.tsx';
import { useSiteFormTexts } from './form-texts.ts';
import { KindFields } from './kind-fields.tsx';
import { PlaceFields } from './place-fields.tsx';
import { type SiteDetail, siteQuery } from './queries.ts';
import {
  bodyOf,
  draftOf,
  kinds,
  mistakesOf,
  one,
  type SiteDraft,
  tiers,
  usualInterval,
} from './site-draft.ts';
import { useSiteTexts } from './texts.ts';
import './sites.css';

/** Adding a site, or changing one; saving goes to its page. */
export function SiteForm({ site }: { site: SiteDetail | null }) {
  const t = useSiteFormTexts();
  const client = useQueryClient();
  const router = useRouter();
  const [draft, setDraft] = useState(() => draftOf(site));
  const save = useMutation({
    mutationFn: () => {
      const { code, ...rest } = bodyOf(draft);
      return site === null
        ? call('addSite', { body: { code, ...rest } })
        : call('changeSite', { params: { id: site.id }, body: rest });
    },
    onSuccess: (saved) => {
      client.invalidateQueries();
      client.setQueryData(siteQuery(saved.id).queryKey, saved);
      router.history.push(paths.site(saved.id));
    },
  });
  const set = (patch: Partial<SiteDraft>) => {
    if (save.error) save.reset();
    setDraft((before) => ({ ...before, ...patch }));
  };
  const labels = { code: t.code, name: t.name, areaCode: t.town, lon: t.lon, lat: t.lat };
  const mistakes = mistakesOf(draft).map(({ path, code }) => ({
    path,
    text: code === 'both' ? t.wrong.both : t.wrong[code](labels[path]),
  }));
  return (
    <div className="site-form">
      <PlainForm
        name={site === null ? t.add : t.change}
        prefix="site"
        mistakes={mistakes}
        refusal={save.error}
        send={() => save.mutate()}
      >
        {(field) => (
          <>
            <Identity site={site} draft={draft} set={set} field={field} />
            <Panel title={t.place}>
              <div className="in col g12">
                <PlaceFields site={site?.id ?? null} draft={draft} set={set} field={field} />
              </div>
            </Panel>
            <div className="row">
              <button type="submit" className="btn p" disabled={save.isPending}>
                {site === null ? t.doAdd : t.save}
              </button>
              <A className="btn" href={site === null ? paths.sites : paths.site(site.id)}>
                {t.back}
              </A>
            </div>
          </>
        )}
      </PlainForm>
    </div>
  );
}

function Identity({
  site,
  draft,
  set,
  field,
}: {
  site: SiteDetail | null;
  draft: SiteDraft;
  set: (patch: Partial<SiteDraft>) => void;
  field: (path: string) => FieldState;
}): ReactNode {
  const t = useSiteFormTexts();
  const words = useSiteTexts();
  const { data } = useQuery(orgsQuery);
  const orgs = data?.items ?? [];
  const chosen = (fits: (kind: string) => boolean, now: string) =>
    orgs
      .filter((org) => org.id === now || (org.active && fits(org.kind)))
      .map((org) => ({ value: org.id, text: org.name }));
  const towns = orgs
    .filter((org) => org.active && ['district', 'town'].includes(org.kind) && org.areaCode !== '')
    .map((org) => ({ value: org.areaCode, text: org.shortName || org.name }));
  const elsewhere = draft.areaCode !== '' && towns.every((one) => one.value !== draft.areaCode);
  return (
    <Panel title={t.identity}>
      <div className="in col g12">
        <div className="site-pair">
          <Field
            {...field('code')}
            label={t.code}
            required={site === null}
            hint={site === null ? t.codeHint : t.codeKept}
          >
            {(control) => (
              <input
                {...control}
                className="inp"
                maxLength={60}
                autoComplete="off"
                readOnly={site !== null}
                value={draft.code}
                onChange={(event) => set({ code: event.target.value })}
              />
            )}
          </Field>
          <Field {...field('name')} label={t.name} required>
            {(control) => (
              <input
                {...control}
                className="inp"
                maxLength={100}
                value={draft.name}
                onChange={(event) => set({ name: event.target.value })}
              />
            )}
          </Field>
        </div>
        <div className="site-pair">
          <Choice
            field={field('kind')}
            label={t.kind}
            value={draft.kind}
            options={kinds.map((kind) => ({ value: kind, text: words.kinds[kind] }))}
            change={(text) => {
              const kind = one(kinds, text) ?? draft.kind;
              set({ kind, ...(site === null ? { intervalHours: usualInterval(kind) } : {}) });
            }}
          />
          <Choice
            field={field('areaCode')}
            label={t.town}
            required
            value={draft.areaCode}
            empty={t.chooseTown}
            options={[
              ...towns,
              ...(elsewhere ? [{ value: draft.areaCode, text: t.otherArea(draft.areaCode) }] : []),
            ]}
            change={(areaCode) => set({ areaCode })}
          />
        </div>
        <div className="site-pair">
          <Choice
            field={field('ownerOrg')}
            label={t.owner}
            hint={t.ownerHint}
            value={draft.ownerOrg}
            empty={t.none}
            options={chosen((kind) => kind !== 'enterprise', draft.ownerOrg)}
            change={(ownerOrg) => set({ ownerOrg })}
          />
          <Choice
            field={field('tier')}
            label={words.tier}
            value={draft.tier}
            empty={t.noTier}
            options={tiers.map((tier) => ({ value: tier, text: words.tiers[tier] }))}
            change={(tier) => set({ tier })}
          />
        </div>
        <KindFields
          draft={draft}
          set={set}
          field={field}
          enterprises={chosen((kind) => kind === 'enterprise', draft.enterpriseOrg)}
        />
        {(['assessed', 'active'] as const).map((key) => (
          <label className="check" key={key}>
            <input
              type="checkbox"
              checked={draft[key]}
              onChange={(event) => set({ [key]: event.target.checked })}
            />
            <span>
              {t[key]} <small className="t3">{key === 'assessed' ? t.assessedHint : t.activeHint}</small>
            </span>
          </label>
        ))}
      </div>
    </Panel>
  );
}
