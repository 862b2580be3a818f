import { type z } from 'zod'
import { CentreSettings } from '../../src-shared/centre/schema.ts'
import { SETTING_OF_RULE } from '../../src-shared/deadlineRules.ts'
import type { MatterKind } from '../../src-shared/intake/schema.ts'
import { checkPattern } from '../../src-shared/centre/numbering.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { listOpenOfKind } from '../intake/deadlineRepo.ts'
import {
  countConcerned,
  RECOUNT_AT_ONCE,
  recountDeadlines,
  recountWithProgress,
  type RecountCause,
} from '../intake/recompute.ts'
import { resettleOpen } from '../intake/resettle.ts'
import { recountMonths } from '../ledger/recount.ts'
import { audit, type Ctx, type Handlers, type Job } from '../ctx/ctx.ts'
import type { Db } from '../store/open.ts'
import { readSettingRows, writeSetting } from './repo.ts'

/** What a new centre starts with; the wizard and the settings page change it. */
export const DEFAULT_SETTINGS: CentreSettings = {
  streetName: '',
  streetCode: '',
  centreName: '综治中心',
  centrePhone: '',
  centreAddress: '',
  committeeName: '人民调解委员会',
  committeeShortName: '街道',
  seatLetter: 'A',
  matterPattern: '{year}-{seat}{seq:4}',
  dossierPattern: '（{year}）{committee}人调字第{seat}{seq:4}号',
  noticePattern: '（{year}）{committee}告字第{seat}{seq:4}号',
  cutoffDay: 0,
  ledgerBasis: 'accepted',
  ledgerChoices: {},
  promiseWorkingDays: 3,
  returnVisitDays: 30,
  rollsWhereSilent: false,
  hidesNamesInPrint: false,
  retention: '',
  idleLockMinutes: 15,
  backupDir: '',
  judicialCourt: '',
  petitionPattern: '{street}信字〔{year}〕{seat}{seq:4}号',
  linkagePattern: '{street}综交〔{year}〕{seat}{seq:4}号',
  agencyPattern: '{street}信代〔{year}〕{seat}{seq:4}号',
  petitionOffice: '',
  reviewOrgan: '',
  recheckOrgan: '',
  supervisionDays: 30,
  serviceDays: 5,
  simpleDecisionDays: 0,
  hasLocalPetitionLimits: false,
  groupVisitFrom: 5,
}

/** As the audit and its readers call them. */
const SETTING_TITLES: Record<keyof CentreSettings, string> = {
  streetName: '街道名称',
  streetCode: '区划代码',
  centreName: '中心名称',
  centrePhone: '中心电话',
  centreAddress: '中心地址',
  committeeName: '调委会名称',
  committeeShortName: '调委会简称',
  seatLetter: '座席字母',
  matterPattern: '事项编号格式',
  dossierPattern: '卷号格式',
  noticePattern: '告知书编号格式',
  cutoffDay: '台账截止日',
  ledgerBasis: '台账口径',
  ledgerChoices: '其他台账和指标的口径',
  promiseWorkingDays: '首次答复承诺',
  returnVisitDays: '回访天数',
  rollsWhereSilent: '末日遇假日是否顺延',
  hidesNamesInPrint: '打印隐去姓名',
  retention: '保管期限',
  idleLockMinutes: '闲置锁屏',
  backupDir: '备份文件夹',
  judicialCourt: '司法确认法院',
  petitionPattern: '信访文书编号格式',
  linkagePattern: '六联文书编号格式',
  agencyPattern: '代理编号格式',
  petitionOffice: '信访工作机构名称',
  reviewOrgan: '复查机关',
  recheckOrgan: '复核机关',
  supervisionDays: '督办反馈天数',
  serviceDays: '送达意见书天数',
  simpleDecisionDays: '简易办理决定天数',
  hasLocalPetitionLimits: '地方较短时限',
  groupVisitFrom: '集体访人数',
}

/** Settings with defaults for what was never set or no longer reads. */
export function loadSettings(db: Db): CentreSettings {
  const stored = Object.fromEntries(readSettingRows(db).map(({ key, value }) => [key, JSON.parse(value) as unknown]))
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS }
  for (const [key, schema] of Object.entries(CentreSettings.shape)) {
    const parsed = (schema as z.ZodType).safeParse(stored[key])
    if (parsed.success) settings[key] = parsed.data
  }
  return settings as CentreSettings
}

/** The district gave this computer another letter: see src-main/sync/README.md, numbers given out twice. */
export function saveSeatLetter(db: Db, letter: string, at: string): void {
  writeSetting(db, 'seatLetter', letter, at, '同步')
}

/** What differs from the settings of now. */
function changesIn(ctx: Ctx, changes: Partial<CentreSettings>): (keyof CentreSettings)[] {
  const now = ctx.settings
  return (Object.keys(changes) as (keyof CentreSettings)[]).filter(
    (key) => changes[key] !== undefined && JSON.stringify(changes[key]) !== JSON.stringify(now[key]),
  )
}

/** Clocks that a change of settings counts again, and kinds of matter of which it switches a clock on or off. */
function planClocks(ctx: Ctx, changes: Partial<CentreSettings>): { cause: RecountCause; kinds: MatterKind[] } {
  const changed = changesIn(ctx, changes)
  const amounts: Record<string, number> = {}
  const kinds = new Set<MatterKind>()
  const kindOf = (ruleId: string): MatterKind => (ruleId.startsWith('A-') ? 'mediation' : 'petition')
  for (const [ruleId, key] of Object.entries(SETTING_OF_RULE)) {
    if (!changed.includes(key)) continue
    const [before, after] = [Number(ctx.settings[key]), Number(changes[key])]
    if (before > 0 && after > 0) amounts[ruleId] = after
    else kinds.add(kindOf(ruleId))
  }
  if (changed.includes('hasLocalPetitionLimits')) kinds.add('petition')
  const rollsOnHoliday = changed.includes('rollsWhereSilent') ? changes.rollsWhereSilent : undefined
  return { cause: { rollsOnHoliday, amounts }, kinds: [...kinds] }
}

/** Writes what differs, one audit line for all; a clock that is switched on or off is found by settling its open matters. */
function writeSettings(ctx: Ctx, changes: Partial<CentreSettings>) {
  for (const pattern of [
    changes.matterPattern,
    changes.dossierPattern,
    changes.noticePattern,
    changes.petitionPattern,
    changes.linkagePattern,
    changes.agencyPattern,
  ]) {
    const problem = pattern === undefined ? undefined : checkPattern(pattern)
    if (problem) throw new AppError('invalid', problem)
  }
  const changed = changesIn(ctx, changes)
  const { cause, kinds } = planClocks(ctx, changes)
  for (const key of changed) writeSetting(ctx.db, key, changes[key], ctx.now, ctx.actor.name)
  if (changed.length > 0)
    audit(
      ctx,
      'settings_changed',
      { kind: 'setting', id: 'centre', title: '本单位设置' },
      changed.map((key) => SETTING_TITLES[key]).join('、'),
    )
  ctx.changed('centre')
  const settings = loadSettings(ctx.db)
  const fresh = Object.create(ctx, { settings: { value: settings } }) as Ctx
  if (changed.includes('cutoffDay')) recountMonths(fresh, settings.cutoffDay)
  for (const kind of kinds) resettleOpen(fresh, kind)
  return { settings, fresh, cause }
}

/** Saves settings and counts again what hangs on them, months and running clocks, in the caller's transaction. */
export function saveSettings(ctx: Ctx, changes: Partial<CentreSettings>): CentreSettings {
  const { settings, fresh, cause } = writeSettings(ctx, changes)
  recountDeadlines(fresh, ctx.calendar, cause)
  return settings
}

/** The same on the writing thread. */
export async function saveSettingsWithProgress(ctx: Ctx, changes: Partial<CentreSettings>, job: Job): Promise<void> {
  const { fresh, cause } = writeSettings(ctx, changes)
  await recountWithProgress(fresh, ctx.calendar, cause, job)
}

export const settingsHandlers = {
  'centre.settings': (ctx) => ctx.settings,
  'centre.saveSettings': async (ctx, { jobId, ...changes }) => {
    const { cause, kinds } = planClocks(ctx, changes)
    const concerned = kinds.reduce((sum, kind) => sum + listOpenOfKind(ctx.db, kind).length, countConcerned(ctx, cause))
    if (concerned <= RECOUNT_AT_ONCE) return ctx.transact((own) => saveSettings(own, changes))
    await ctx.services.runJob(jobId ?? ctx.newId(), (job) =>
      ctx.services.runWriter({ name: 'saveSettings', what: '正在按新的设置重算期限', input: changes }, ctx.actor, job),
    )
    return ctx.transact((own) => (own.changed('petition'), own.changed('centre'), loadSettings(own.db))) // all read them again
  },
} satisfies Partial<Handlers>
