import { chinaHolidays, createCalendar } from '../calendar/index.ts';
import {
  checkCreditCode,
  checkDivision,
  checkIdNumber,
  checkSiteCode,
  factor,
  parseLocalCode,
} from '../codes/index.ts';
import { rationalToNumber } from '../decimal/rational.ts';
import {
  checkBatchCode,
  checkContainerCode,
  checkManifestNumber,
  checkWasteCode,
  manifestDeadline,
  massBalance,
  smallInstitutionExemption,
  storageClock,
  type WasteAmounts,
  type WasteHolder,
  wasteReportDue,
  wasteTier,
} from '../waste/index.ts';
import { numberField, textField } from './fields.ts';
import type { TestVector, VectorRegistry } from './registry.ts';

/** Runners of the code and waste topics. */
export const wasteCodeVectors: VectorRegistry = {
  'code.uscc': { run: ({ input }) => checkCreditCode(textField(input, 'code')) },
  'code.idNumber': { run: ({ input }) => checkIdNumber(textField(input, 'number')) },
  'code.division': { run: ({ input }) => checkDivision(textField(input, 'code')) },
  'code.site': { run: ({ input }) => checkSiteCode(textField(input, 'code')) },
  'code.outlet': { run: ({ input }) => ({ ...parseLocalCode(textField(input, 'code')) }) },
  'code.factor': { run: ({ input }) => ({ ...factor(textField(input, 'code')) }) },
  'code.hazardousWaste': { run: runWasteCode },
  'code.manifest': { run: ({ input }) => checkManifestNumber(textField(input, 'number')) },
  'code.digitalId': { run: ({ input }) => checkContainerCode(textField(input, 'id')) },
  'code.batch': { run: ({ input }) => checkBatchCode(textField(input, 'id')) },
  'waste.hj1259Tier': { run: runTier },
  'waste.report': {
    run: ({ input }) => wasteReportDue(input as unknown as Parameters<typeof wasteReportDue>[0]),
  },
  'waste.manifestDeadline': { run: runManifestDeadline },
  'waste.medicalSmall': { run: runSmallInstitution },
  'waste.storage': { run: runStorage },
  'waste.massBalance': { run: runMassBalance, tolerance: 'printed digits' },
};

function runWasteCode({ input }: TestVector): unknown {
  const catalogue = typeof input.catalogue === 'string' ? { catalogue: input.catalogue } : {};
  return checkWasteCode(textField(input, 'code'), catalogue);
}

function runTier({ input }: TestVector): unknown {
  return wasteTier({
    tonnesPerYear: numberField(input, 'tonnesPerYear'),
    ownFacility: input.ownFacility === true,
    licence: input.licence === true,
  });
}

function runManifestDeadline({ input }: TestVector): unknown {
  const moved = typeof input.movedOn === 'string';
  const step = moved ? 'backfill paper manifest' : 'confirm acceptance';
  const day = textField(input, moved ? 'movedOn' : 'acceptedOn');
  return manifestDeadline(step, day, createCalendar(chinaHolidays));
}

function runSmallInstitution({ input }: TestVector): unknown {
  return smallInstitutionExemption({
    beds: numberField(input, 'beds'),
    step: textField(input, 'step'),
    epidemic: input.epidemic === true,
  });
}

function runStorage({ input }: TestVector): unknown {
  return storageClock(
    textField(input, 'holder') as WasteHolder,
    textField(input, 'since'),
    textField(input, 'now'),
  );
}

function runMassBalance({ input }: TestVector): unknown {
  const { balanced, gap, direction } = massBalance(input as unknown as WasteAmounts);
  return { balanced, gap: gap === null ? null : rationalToNumber(gap), direction };
}
