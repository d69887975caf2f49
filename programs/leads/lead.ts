import type { RegistryRecord } from '@huanzhi/registry';

/** What a lead that holds was turned into; `unfounded` when it does not hold. */
export type Disposal = 'transfer' | 'case' | 'rectify' | 'unfounded';

/** `data` of a lead. The kernel has checked the shapes. */
export interface LeadData {
  origin?: string;
  place?: string;
  party?: string;
  foundOn?: string;
  factor?: string;
  facts?: string;
  note?: string;
  acceptedOn?: string;
  findings?: string;
  verifiedOn?: string;
  disposal?: Disposal;
  toOrg?: string;
  caseNo?: string;
  rectification?: string;
  rectifyDue?: string;
  result?: string;
  reportedOn?: string;
  closedOn?: string;
}

/** The data of a lead record. */
export function leadOf(record: Pick<RegistryRecord, 'data'>): LeadData {
  return record.data as LeadData;
}
