/**
 * Every table of a seat's store: what of it is sent to the district, what is made anew from that on each seat, and what
 * never leaves the computer. A test compares the lists with the migrations, so a new table must be placed.
 */
export interface SyncedTable {
  /** Never reused: it stands in every seat's file. */
  no: number
  name: string
  /** Columns of the primary key by which seats agree on a row. */
  key: readonly string[]
  /** Further columns, in order; only ever added at the end. */
  columns: readonly string[]
  /** Rows are written once and never changed: facts, no merge. Of two rows under one key the first that the district took stands. */
  isEvent?: boolean
  /** Columns that the fold or the clock decides: a later value takes an earlier one's place without anybody being asked. */
  quiet?: readonly string[] | 'all'
  /** The column that names the matter a row belongs to. */
  matter?: string
  /** The column that names a record of another kind, which is folded again once the row came. */
  folds?: string
  /** Only the district writes it. */
  isDistricts?: boolean
  /** Only rows that this SQL condition, on `new` or `old`, is true of are sent. */
  where?: (row: 'new' | 'old') => string
  /** Columns by which a ledger counts a matter: before they change from outside its share leaves the counters. */
  counted?: readonly string[]
  /** Columns of this seat alone, with their value in a row that arrives from another. */
  arrives?: Readonly<Record<string, number>>
  /** A column of this seat alone that counts changes, so that an open page notices one. */
  counts?: string
  /** Office data that a joining seat brings with the lowest stamp, so that the street's own prevails. */
  isOffices?: boolean
}

/** Settings of one computer; every other key is the street's. */
export const LOCAL_SETTINGS: readonly string[] = ['seatLetter', 'backupDir', 'idleLockMinutes']

const DUTY_TABLES: readonly SyncedTable[] = [
  {
    no: 40,
    name: 'duty_post',
    key: ['id'],
    columns: [
      'code',
      'name',
      'place',
      'kind',
      'unit_code',
      'min_people',
      'shifts',
      'days',
      'from_level',
      'duties',
      'notes',
      'is_active',
    ],
  },
  {
    no: 41,
    name: 'duty_person',
    key: ['id'],
    columns: ['name', 'category', 'unit_code', 'phone', 'posts', 'can_lead', 'is_active'],
  },
  { no: 42, name: 'duty_cell', key: ['post_id', 'on_day', 'shift'], columns: ['people', 'leader'] },
  {
    no: 43,
    name: 'duty_event',
    key: ['id'],
    columns: ['kind', 'on_day', 'at', 'by_id', 'by_name', 'payload'],
    isEvent: true,
  },
  {
    no: 44,
    name: 'volunteer_team',
    key: ['id'],
    columns: ['name', 'base', 'minimum', 'leader', 'place_id', 'owner_id', 'is_active'],
  },
  {
    no: 45,
    name: 'volunteer',
    key: ['id'],
    columns: [
      'number',
      'name',
      'phone',
      'team_id',
      'class',
      'place_id',
      'joined_on',
      'left_on',
      'left_reason',
      'note',
      'is_wiped',
    ],
  },
  {
    no: 46,
    name: 'volunteer_activity',
    key: ['id'],
    columns: ['team_id', 'on_day', 'kind', 'title', 'place', 'is_risky', 'note', 'is_void'],
  },
  { no: 47, name: 'volunteer_hours', key: ['activity_id', 'volunteer_id'], columns: ['minutes'] },
  {
    no: 48,
    name: 'volunteer_paper',
    key: ['id'],
    columns: ['volunteer_id', 'kind', 'title', 'number', 'from_on', 'until_on', 'is_void'],
  },
]

const FOLDED_HEAD = ['kind', 'stage', 'is_open', 'due_on', 'merged_into', 'is_sealed', 'party_names']

const GRID_TABLES: readonly SyncedTable[] = [
  {
    no: 60,
    name: 'grid_card',
    key: ['place_id'],
    columns: ['region_code', 'households', 'boundary', 'people', 'changed_at', 'changed_by'],
    quiet: ['changed_at', 'changed_by'],
    isOffices: true,
  },
  {
    no: 61,
    name: 'grid_event',
    key: ['id'],
    columns: [
      'number',
      'place_id',
      'place_detail',
      'found_on',
      'found_at',
      'source',
      'class',
      'summary',
      'facts',
      'checked_on',
      'checked_text',
      'done_on',
      'done_text',
      'matter_id',
      'void_reason',
      'entered_at',
      'entered_by',
      'changed_at',
      'changed_by',
      'change_reason',
    ],
    quiet: ['changed_at', 'changed_by', 'change_reason'],
  },
  {
    no: 62,
    name: 'grid_diary',
    key: ['id'],
    columns: [
      'place_id',
      'noted_on',
      'kind',
      'title',
      'text',
      'place_detail',
      'event_id',
      'void_reason',
      'entered_at',
      'entered_by',
      'changed_at',
      'changed_by',
    ],
    quiet: ['changed_at', 'changed_by'],
  },
]

const ASSESSMENT_TABLES: readonly SyncedTable[] = [
  {
    no: 63,
    name: 'assessment_act',
    key: ['id'],
    columns: ['month', 'unit_code', 'kind', 'payload', 'at', 'by_id', 'by_name'],
    isEvent: true,
  },
  {
    no: 64,
    name: 'assessment_month',
    key: ['month'],
    columns: ['from_on', 'to_on', 'rule_version', 'scores', 'signed_at', 'signed_by', 'document_id'],
    isEvent: true,
  },
  {
    no: 65,
    name: 'assessment_difference',
    key: ['month', 'no'],
    columns: ['scores', 'document_id', 'issued_at'],
    isEvent: true,
  },
]

export const SYNCED_TABLES: readonly SyncedTable[] = [
  {
    no: 1,
    name: 'matter',
    key: ['id'],
    columns: [
      'number',
      'kind',
      'stage',
      'is_open',
      'summary',
      'facts',
      'wish',
      'channel',
      'source_unit',
      'source_number',
      'place_id',
      'place_detail',
      'people_count',
      'is_anonymous',
      'received_on',
      'entered_at',
      'entered_by',
      'owner_id',
      'promise_on',
      'due_on',
      'merged_into',
      'import_id',
      'party_names',
      'is_sealed',
    ],
    quiet: FOLDED_HEAD,
    matter: 'id',
    counts: 'version',
    counted: ['place_id', 'received_on'],
  },
  {
    no: 2,
    name: 'matter_event',
    key: ['id'],
    columns: ['matter_id', 'seq', 'kind', 'actor_id', 'actor_name', 'at', 'reason', 'payload'],
    isEvent: true,
    matter: 'matter_id',
  },
  {
    no: 3,
    name: 'party',
    key: ['id'],
    columns: [
      'kind',
      'name',
      'sex',
      'birth_on',
      'ethnicity',
      'occupation',
      'phone',
      'address',
      'id_type',
      'id_number',
      'legal_representative',
      'legal_representative_title',
      'merged_into',
      'changed_at',
    ],
    quiet: ['changed_at'],
  },
  {
    no: 4,
    name: 'matter_party',
    key: ['matter_id', 'position'],
    columns: ['party_id', 'role', 'acts_for', 'authority'],
    matter: 'matter_id',
  },
  { no: 5, name: 'matter_link', key: ['matter_id', 'other_id'], columns: ['relation'], matter: 'matter_id' },
  // Of the two detail rows only the number that their seat gave out; the rest is folded again from the events.
  {
    no: 6,
    name: 'mediation',
    key: ['matter_id'],
    columns: ['dossier_number'],
    quiet: 'all',
    matter: 'matter_id',
    where: (row) => `${row}.dossier_number IS NOT NULL`,
  },
  {
    no: 7,
    name: 'petition',
    key: ['matter_id'],
    columns: ['agency_number'],
    quiet: 'all',
    matter: 'matter_id',
    where: (row) => `${row}.agency_number IS NOT NULL`,
  },
  {
    no: 8,
    name: 'document',
    key: ['id'],
    columns: [
      'matter_id',
      'kind',
      'ref',
      'title',
      'number',
      'template_version',
      'data',
      'sha256',
      'pages',
      'issued_at',
      'issued_by',
      'is_void',
      'void_reason',
    ],
    matter: 'matter_id',
  },
  {
    no: 9,
    name: 'place',
    key: ['id'],
    columns: ['kind', 'name', 'parent_id', 'initials', 'is_active'],
    isOffices: true,
  },
  { no: 10, name: 'holiday_year', key: ['year'], columns: ['table_json'], isOffices: true },
  {
    no: 11,
    name: 'code_table',
    key: ['table_id', 'version'],
    columns: ['effective_from', 'title', 'source', 'codes', 'changed_at', 'changed_by'],
    isEvent: true,
    isOffices: true,
  },
  {
    no: 12,
    name: 'setting',
    key: ['key'],
    columns: ['value', 'changed_at', 'changed_by'],
    quiet: ['changed_at', 'changed_by'],
    where: (row) => `${row}.key NOT IN (${LOCAL_SETTINGS.map((key) => `'${key}'`).join(', ')})`,
    isOffices: true,
  },
  {
    no: 13,
    name: 'user_account',
    key: ['id'],
    columns: ['login', 'name', 'roles', 'is_active', 'unit'],
    arrives: { is_remote: 1 },
  },
  {
    no: 14,
    name: 'month_manual',
    key: ['ledger', 'month'],
    columns: ['figures', 'changed_at', 'changed_by'],
    quiet: ['changed_at', 'changed_by'],
  },
  {
    no: 15,
    name: 'month_frozen',
    key: ['ledger', 'month'],
    columns: [
      'from_on',
      'to_on',
      'basis',
      'rows',
      'figures',
      'signed_at',
      'signed_by',
      'ledger_document_id',
      'figures_document_id',
    ],
    isEvent: true,
  },
  {
    no: 16,
    name: 'month_difference',
    key: ['ledger', 'month', 'no'],
    columns: ['rows', 'document_id', 'issued_at'],
    isEvent: true,
  },
  { no: 17, name: 'party_apart', key: ['party_id', 'other_id'], columns: ['at', 'by_id'], isEvent: true },
  {
    no: 18,
    name: 'import_batch',
    key: ['id'],
    columns: ['file_name', 'row_count', 'at', 'by_id', 'by_name', 'undone_at', 'system'],
  },
  {
    no: 19,
    name: 'overwritten',
    key: ['id'],
    columns: [
      'table_name',
      'row_key',
      'matter_id',
      'field',
      'winner',
      'winner_stamp',
      'winner_by',
      'loser',
      'loser_stamp',
      'loser_by',
      'found_at',
      'settled_at',
      'settled_by',
      'settled_as',
      'reason',
    ],
    // Two people who settle it differently, neither knowing of the other, are told of each other's reason.
    quiet: [
      'table_name',
      'row_key',
      'matter_id',
      'field',
      'winner',
      'winner_stamp',
      'winner_by',
      'loser',
      'loser_stamp',
      'loser_by',
      'found_at',
      'settled_at',
      'settled_by',
      'settled_as',
    ],
    matter: 'matter_id',
  },
  {
    no: 20,
    name: 'directive',
    key: ['id'],
    columns: [
      'number',
      'kind',
      'title',
      'text',
      'matter_id',
      'issued_at',
      'issued_by',
      'receive_by',
      'reply_by',
      'document_id',
      'withdrawn_at',
      'arithmetic',
    ],
    isDistricts: true,
  },
  {
    no: 21,
    name: 'directive_event',
    key: ['id'],
    columns: ['directive_id', 'seq', 'kind', 'at', 'by_id', 'by_name', 'text', 'document_ids', 'matter_id'],
    isEvent: true,
  },
  {
    no: 22,
    name: 'published',
    key: ['id'],
    columns: [
      'kind',
      'subject',
      'version',
      'title',
      'effective_from',
      'content',
      'published_at',
      'published_by',
      'withdrawn_at',
    ],
    isDistricts: true,
  },
  /** What belongs to a sealed matter, as a box that only the seat which took it can open: kept by the district, given to no other seat. */
  { no: 23, name: 'sealed_box', key: ['id'], columns: ['box'], quiet: 'all' },
  /** Care events, each in a box that only seats with the care key open, and the district's care office (decision 9). */
  { no: 24, name: 'care_box', key: ['id'], columns: ['box'], quiet: 'all' },
  {
    no: 25,
    name: 'care_key',
    key: ['id'],
    columns: ['kind', 'fingerprint', 'holder', 'wrap', 'made_at', 'made_by'],
    quiet: 'all',
  },
  {
    no: 26,
    name: 'care_figure',
    key: ['ledger', 'month', 'no'],
    columns: ['figures', 'signed_at', 'signed_by'],
    isEvent: true,
  },
  ...DUTY_TABLES,
  ...GRID_TABLES,
  ...ASSESSMENT_TABLES,
  /** What happened to the records of 联防, 联治, 联动 and 联创; `joint_item` is folded from it. */
  {
    no: 70,
    name: 'joint_event',
    key: ['id'],
    columns: ['item_id', 'seq', 'act', 'actor_id', 'actor_name', 'at', 'payload'],
    isEvent: true,
    folds: 'item_id',
  },
  /** Their pictures, small enough for a row; a destroyed one is emptied and says why. */
  {
    no: 71,
    name: 'joint_photo',
    key: ['id'],
    columns: [
      'item_id',
      'side',
      'taken_on',
      'caption',
      'jpeg',
      'bytes',
      'added_at',
      'added_by',
      'removed_at',
      'removed_by',
      'removed_why',
    ],
    quiet: 'all',
  },
  /** Other systems' lists: how they are read is remembered by itself, how they are answered is chosen. */
  {
    no: 80,
    name: 'sheet_source',
    key: ['id'],
    columns: ['name', 'door', 'linkage', 'event_class', 'heads', 'answers', 'is_active', 'changed_at', 'changed_by'],
    quiet: ['heads', 'changed_at', 'changed_by'],
    isOffices: true,
  },
  /** Public keys of units' own computers, each change a fact: every seat of the centre seals tasks for them. */
  {
    no: 81,
    name: 'unit_key',
    key: ['id'],
    columns: ['unit_code', 'public_key', 'reason', 'at', 'by_name'],
    isEvent: true,
  },
]

const byName = new Map(SYNCED_TABLES.map((table) => [table.name, table]))
const byNo = new Map(SYNCED_TABLES.map((table) => [table.no, table]))

export const findSynced = (name: string): SyncedTable | undefined => byName.get(name)
export const findSyncedByNo = (no: number): SyncedTable | undefined => byNo.get(no)

/** Key columns joined: no key of ours holds the separator. */
export const toKey = (parts: readonly (string | number)[]): string => parts.join('/')

/** Whether two people are asked where both wrote a field without knowing of each other. */
export function asksPeople({ isEvent, isDistricts, quiet = [] }: SyncedTable, field: string): boolean {
  return !isEvent && !isDistricts && quiet !== 'all' && !quiet.includes(field)
}
