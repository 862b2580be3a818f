import { type z } from 'zod'
import { CentreSettings } from '../../src-shared/centre/schema.ts'
import { checkPattern } from '../../src-shared/centre/numbering.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { recomputeRunningDeadlines } from '../intake/recompute.ts'
import { recountMonths } from '../ledger/recount.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
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
  agencyPattern: '{street}信代〔{year}〕{seat}{seq:4}号',
  petitionOffice: '',
  reviewOrgan: '',
  recheckOrgan: '',
  supervisionDays: 30,
  simpleDecisionDays: 0,
  hasLocalPetitionLimits: false,
  groupVisitFrom: 5,
  satisfactionVariant: 'answered',
  repeatVariant: 'repeats',
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
  agencyPattern: '代理编号格式',
  petitionOffice: '信访工作机构名称',
  reviewOrgan: '复查机关',
  recheckOrgan: '复核机关',
  supervisionDays: '督办反馈天数',
  simpleDecisionDays: '简易办理决定天数',
  hasLocalPetitionLimits: '地方较短时限',
  groupVisitFrom: '集体访人数',
  satisfactionVariant: '满意率口径',
  repeatVariant: '重复信访率口径',
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

/** Writes what differs, one audit line for all, and counts again what hangs on it: months and running clocks. */
export function saveSettings(ctx: Ctx, changes: Partial<CentreSettings>): CentreSettings {
  for (const pattern of [
    changes.matterPattern,
    changes.dossierPattern,
    changes.noticePattern,
    changes.petitionPattern,
    changes.agencyPattern,
  ]) {
    const problem = pattern === undefined ? undefined : checkPattern(pattern)
    if (problem) throw new AppError('invalid', problem)
  }
  const changed = Object.entries(changes).filter(
    ([key, value]) =>
      value !== undefined && JSON.stringify(value) !== JSON.stringify(ctx.settings[key as keyof CentreSettings]),
  )
  for (const [key, value] of changed) writeSetting(ctx.db, key, value, ctx.now, ctx.actor.name)
  if (changed.length > 0)
    audit(
      ctx,
      'settings_changed',
      { kind: 'setting', id: 'centre', title: '本单位设置' },
      changed.map(([key]) => SETTING_TITLES[key as keyof CentreSettings]).join('、'),
    )
  ctx.changed('centre')
  const settings = loadSettings(ctx.db)
  const isChanged = (...keys: (keyof CentreSettings)[]): boolean =>
    changed.some(([key]) => keys.some((each) => each === key))
  const fresh = Object.create(ctx, { settings: { value: settings } }) as Ctx
  if (isChanged('cutoffDay')) recountMonths(fresh, settings.cutoffDay)
  if (isChanged('rollsWhereSilent', 'returnVisitDays', 'promiseWorkingDays'))
    recomputeRunningDeadlines(fresh, ctx.calendar)
  return settings
}

export const settingsHandlers = {
  'centre.settings': (ctx) => ctx.settings,
  'centre.saveSettings': (ctx, changes) => saveSettings(ctx, changes),
} satisfies Partial<Handlers>
