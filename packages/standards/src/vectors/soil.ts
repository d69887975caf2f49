import { legalBasis } from '../codes/index.ts';
import type { Measured } from '../measured.ts';
import {
  type FarmlandMetal,
  type FarmlandUse,
  GB15618_EDITIONS,
  judgeConstructionSoil,
  judgeFarmlandSoil,
  type ParcelAction,
  type ParcelState,
  parcelGate,
} from '../soil/index.ts';
import { textField } from './fields.ts';
import type { TestVector, VectorRegistry } from './registry.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Runners of the soil and legal topics. */
export const soilVectors: VectorRegistry = {
  'soil.construction': { run: runConstruction },
  'soil.farmland': { run: runFarmland },
  'soil.parcelGate': { run: runGate },
  'legal.basis': { run: runLegalBasis },
};

function runConstruction({ input }: TestVector): unknown {
  const cls = String(input.landClass);
  const landClass =
    cls === '1' || cls === 'class1' ? 'class1' : cls === '2' || cls === 'class2' ? 'class2' : 'unclear';
  const verdict = judgeConstructionSoil({
    item: textField(input, 'item'),
    value: input.value as Measured,
    landClass,
    regionalBackground: input.regionalBackground as Measured,
  });
  const { result, screening, intervention, rule } = verdict;
  return { result, screening, intervention, rule };
}

function runFarmland({ input }: TestVector): unknown {
  const name = textField(input, 'metal');
  const metal = (Object.keys(GB15618_EDITIONS[0]?.metals ?? {}) as FarmlandMetal[]).find(
    (key) => key === name,
  );
  if (metal === undefined) throw new TypeError(`"${name}" is no metal of GB 15618-2018`);
  const { result, screening, control, rule } = judgeFarmlandSoil({
    metal,
    value: input.value as Measured,
    pH: input.pH as Measured,
    use: farmlandUse(input),
  });
  return { result, screening, control, rule };
}

function farmlandUse(input: Fields): FarmlandUse {
  const use = input.use;
  return use === 'paddy' || use === 'orchard' || use === 'rotation' ? use : 'other';
}

const ACTIONS: readonly (readonly [RegExp, ParcelAction])[] = [
  [/unrelated|building works|开工/, 'start unrelated works'],
  [/EIA|environmental impact|环评/i, 'approve environmental impact assessment'],
  [/evaluat|效果评估/, 'evaluate effect'],
  [/key unit|land changes hands|重点监管/, 'transfer key unit land'],
  [/supply|供地|transfer/, 'supply land'],
  [/change|use|变更/, 'change use'],
];

function runGate({ input }: TestVector): unknown {
  const text = textField(input, 'action');
  const action = ACTIONS.find(([pattern]) => pattern.test(text))?.[1];
  if (action === undefined) throw new TypeError(`field "action": "${text}" is not known`);
  const { allowed, gate } = parcelGate({
    state: textField(input, 'state') as ParcelState,
    action,
    ...(typeof input.plannedUse === 'string' ? { plannedUse: input.plannedUse } : {}),
    ...(input.sameBody === true ? { evaluatorIsRemediator: true } : {}),
  });
  return { allowed, gate };
}

function runLegalBasis({ input }: TestVector): unknown {
  const found = legalBasis(textField(input, 'topic'), textField(input, 'factDate'));
  if (found === null) throw new TypeError(`topic "${textField(input, 'topic')}" is not in the map`);
  return found;
}
