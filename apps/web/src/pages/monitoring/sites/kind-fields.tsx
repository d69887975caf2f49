import { Choice } from '../../../ui/form/choice.tsx';
import { Field } from '../../../ui/form/field.tsx';
import type { FieldState } from '../../../ui/form/plain-form.tsx';
import { useSiteFormTexts } from './form-texts.ts';
import {
  intervals,
  media,
  packetLabels,
  type SiteDraft,
  targetClasses,
  waters,
  zoneClasses,
} from './site-draft.ts';

/** What only some kinds of sites have, and how often values come. */
export function KindFields({
  draft,
  set,
  field,
  enterprises,
}: {
  draft: SiteDraft;
  set: (patch: Partial<SiteDraft>) => void;
  field: (path: string) => FieldState;
  enterprises: readonly { value: string; text: string }[];
}) {
  const t = useSiteFormTexts();
  const { kind } = draft;
  return (
    <>
      {kind === 'section' && (
        <div className="site-pair">
          <Field {...field('props.river')} label={t.river}>
            {(control) => (
              <input
                {...control}
                className="inp"
                maxLength={100}
                value={draft.river}
                onChange={(event) => set({ river: event.target.value })}
              />
            )}
          </Field>
          <Choice
            field={field('props.water')}
            label={t.water}
            value={draft.water}
            options={waters.map((one) => ({ value: one, text: t.waters[one] }))}
            change={(water) => set({ water })}
          />
          <Choice
            field={field('props.targetClass')}
            label={t.targetClass}
            value={draft.targetClass}
            empty={t.noTarget}
            options={targetClasses.map((one) => ({ value: one, text: one }))}
            change={(targetClass) => set({ targetClass })}
          />
        </div>
      )}
      {kind === 'noise' && (
        <Choice
          field={field('props.zoneClass')}
          label={t.zoneClass}
          hint="GB 3096-2008"
          value={draft.zoneClass}
          empty={t.noZone}
          options={zoneClasses.map((one) => ({ value: one, text: t.zone(one) }))}
          change={(zoneClass) => set({ zoneClass })}
        />
      )}
      {(kind === 'outlet' || kind === 'dust') && (
        <div className="site-pair">
          <Choice
            field={field('enterpriseOrg')}
            label={t.enterprise}
            hint={t.enterpriseHint}
            value={draft.enterpriseOrg}
            empty={t.none}
            options={enterprises}
            change={(enterpriseOrg) => set({ enterpriseOrg })}
          />
          {kind === 'outlet' && (
            <Choice
              field={field('props.medium')}
              label={t.medium}
              value={draft.medium}
              options={media.map((one) => ({ value: one, text: t.media[one] }))}
              change={(medium) => set({ medium })}
            />
          )}
        </div>
      )}
      <div className="site-pair">
        <Choice
          field={field('intervalHours')}
          label={t.interval}
          value={draft.intervalHours}
          options={intervals.map((one) => ({ value: String(one), text: t.intervals[one] }))}
          change={(intervalHours) => set({ intervalHours })}
        />
        <Choice
          field={field('props.packetLabel')}
          label={t.label}
          hint={t.labelHint}
          value={draft.packetLabel}
          options={packetLabels.map((one) => ({ value: one, text: t.labels[one] }))}
          change={(packetLabel) => set({ packetLabel })}
        />
      </div>
    </>
  );
}
