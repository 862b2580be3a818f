import { POST_DAYS, POST_KINDS } from '../../src-shared/duty/model.ts'
import { ID_TYPES, SEXES } from '../../src-shared/intake/codes.ts'
import { maskAddress, maskIdNumber, maskPhone } from '../../src-shared/intake/mask.ts'
import { CHANNELS, PARTY_KINDS, PARTY_ROLES } from '../../src-shared/intake/schema.ts'
import type { CodeTable } from '../../src-shared/kernel/codeTable.ts'
import { ROLE_TITLES, type Role } from '../../src-shared/kernel/roles.ts'
import type { FieldValue } from '../../src-shared/sync/merge.ts'
import { VOLUNTEER_PAPER_KINDS } from '../../src-shared/volunteer/model.ts'
import type { Db } from '../store/open.ts'
import { nameOfRow } from './statusRepo.ts'

type ToText = (value: string, db: Db) => string

const byTitle =
  (titles: Readonly<Record<string, string>>): ToText =>
  (value) =>
    titles[value] ?? value
const byCode = ({ codes }: CodeTable): ToText =>
  byTitle(Object.fromEntries(codes.map(({ code, title }) => [code, title])))
const byName =
  (table: Parameters<typeof nameOfRow>[1]): ToText =>
  (id, db) =>
    nameOfRow(db, table, id) ?? '（这台电脑上还没有）'
const yesOrNo: ToText = (value) => (value === '1' ? '是' : '否')
const namesOf =
  (table: Parameters<typeof nameOfRow>[1]): ToText =>
  (value, db) =>
    (JSON.parse(value) as string[]).map((id) => nameOfRow(db, table, id) ?? '（这台电脑上还没有）').join('、') ||
    '（没有）'
const people: ToText = (value) => (value === '' ? '' : `${value} 人`)

/** Ids as names, codes as titles; phones, ID numbers and addresses masked. */
const TEXTS: Readonly<Record<string, ToText>> = {
  'matter.channel': byTitle(CHANNELS),
  'matter.place_id': byName('place'),
  'matter.owner_id': byName('user_account'),
  'matter.people_count': people,
  'matter.is_anonymous': yesOrNo,
  'party.kind': byTitle(PARTY_KINDS),
  'party.sex': byCode(SEXES),
  'party.id_type': byCode(ID_TYPES),
  'party.phone': maskPhone,
  'party.id_number': maskIdNumber,
  'party.address': maskAddress,
  'party.merged_into': byName('party'),
  'matter_party.party_id': byName('party'),
  'matter_party.role': byTitle(PARTY_ROLES),
  'document.is_void': yesOrNo,
  'place.parent_id': byName('place'),
  'place.is_active': yesOrNo,
  'holiday_year.table_json': () => '一年的放假安排',
  'setting.value': (value) => settingText(JSON.parse(value)),
  'user_account.roles': (value) =>
    (JSON.parse(value) as Role[]).map((role) => ROLE_TITLES[role]).join('、') || '（没有角色）',
  'user_account.is_active': yesOrNo,
  'month_manual.figures': (value) =>
    Object.entries(JSON.parse(value) as Record<string, unknown>)
      .map(([key, figure]) => `${key} ${String(figure)}`)
      .join('，'),
  'duty_cell.people': namesOf('duty_person'),
  'duty_cell.leader': byName('duty_person'),
  'duty_person.posts': namesOf('duty_post'),
  'duty_person.phone': maskPhone,
  'duty_person.can_lead': yesOrNo,
  'duty_person.is_active': yesOrNo,
  'duty_post.is_active': yesOrNo,
  'duty_post.kind': byTitle(POST_KINDS),
  'duty_post.days': byTitle(POST_DAYS),
  'volunteer.phone': maskPhone,
  'volunteer.team_id': byName('volunteer_team'),
  'volunteer.place_id': byName('place'),
  'volunteer.is_wiped': yesOrNo,
  'volunteer_team.place_id': byName('place'),
  'volunteer_team.owner_id': byName('user_account'),
  'volunteer_team.is_active': yesOrNo,
  'volunteer_activity.team_id': byName('volunteer_team'),
  'volunteer_activity.is_risky': yesOrNo,
  'volunteer_activity.is_void': yesOrNo,
  'volunteer_hours.minutes': (value) => `${Number(value) / 60} 小时`,
  'volunteer_paper.kind': byTitle(VOLUNTEER_PAPER_KINDS),
  'volunteer_paper.is_void': yesOrNo,
}

function settingText(value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const MASKS: ReadonlySet<ToText | undefined> = new Set([maskPhone, maskIdNumber, maskAddress])

/** A field's value as a person reads it. @param isOpen in full, where a mask hides a part */
export function textOfValue(db: Db, table: string, field: string, value: FieldValue, isOpen = false): string {
  if (value === null || value === '') return '（空）'
  const text = String(value)
  if (isOpen && MASKS.has(TEXTS[`${table}.${field}`])) return text
  try {
    return TEXTS[`${table}.${field}`]?.(text, db) || text
  } catch {
    return text // not of the shape that this version writes
  }
}
