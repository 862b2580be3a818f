import { ETHNICITIES, ID_TYPES, SEXES } from '../../src-shared/intake/codes.ts'
import { CHANNELS, PARTY_KINDS, PARTY_ROLES } from '../../src-shared/intake/schema.ts'
import type { CodeTable } from '../../src-shared/kernel/codeTable.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'

const ofRecord = (titles: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(titles).map(([value, label]) => ({ value, label }))
const ofTable = ({ codes }: CodeTable): Choice[] => codes.map(({ code, title }) => ({ value: code, label: title }))

export const CHANNEL_CHOICES = ofRecord(CHANNELS)
export const PARTY_ROLE_CHOICES = ofRecord(PARTY_ROLES)
export const PARTY_KIND_CHOICES = ofRecord(PARTY_KINDS)
export const SEX_CHOICES = ofTable(SEXES)
export const ETHNICITY_CHOICES = ofTable(ETHNICITIES)
export const ID_TYPE_CHOICES = ofTable(ID_TYPES)
export const AUTHORITY_CHOICES: Choice[] = [
  { value: '一般授权', label: '一般授权' },
  { value: '特别授权', label: '特别授权', note: '可代为承认、放弃、变更请求，和解' },
]
