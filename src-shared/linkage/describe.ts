import { day, join, text, type DescribedPayload, type Descriptions } from '../kernel/describe.ts'
import { CLOSURES, HOW_TOLD, HOW_VERIFIED, LEVELS, SOURCES, type UnitRole } from './codes.ts'
import type { LinkageActName } from './events.ts'

const named = (titles: Readonly<Record<string, string>>, key: unknown): string => titles[text(key)] ?? ''

/** `主办：城管；协办：消防、房管` of the units that an act named. */
function unitsText({ assignments }: DescribedPayload): string {
  if (!Array.isArray(assignments)) return ''
  const of = (role: UnitRole) =>
    (assignments as { role?: unknown; unit?: unknown }[])
      .filter((each) => each.role === role)
      .map((each) => text(each.unit))
      .join('、')
  return [of('lead') && `主办：${of('lead')}`, of('helper') && `协办：${of('helper')}`].filter(Boolean).join('；')
}
const said =
  (title: string, ...fields: string[]) =>
  (p: DescribedPayload) => ({
    title,
    text: join(day(p.on), ...fields.map((field) => text(p[field]))),
  })

/** The acts of a task, for the timeline. */
export const LINKAGE_DESCRIPTIONS: Descriptions = {
  'linkage.describe': (p) => ({ title: '受理登记', text: join(text(p.title), named(SOURCES, p.source)) }),
  'linkage.file': said('备案', 'reason'),
  'linkage.dispatch': (p) => ({ title: '分流交办', text: join(day(p.on), unitsText(p), text(p.request)) }),
  'linkage.unitReceives': said('单位接件', 'at', 'by'),
  'linkage.unitReturns': said('单位退回', 'by', 'reason'),
  'linkage.refuseReturn': said('不同意退回', 'reason'),
  'linkage.confer': (p) => ({ title: '会商决定', text: join(day(p.on), unitsText(p), text(p.decision)) }),
  'linkage.addHelpers': (p) => ({ title: '增加协办单位', text: join(day(p.on), unitsText(p), text(p.request)) }),
  'linkage.releaseHelper': said('解除协办', 'reason'),
  'linkage.note': said('办理情况', 'unit', 'text'),
  'linkage.instruct': said('领导批示', 'leader', 'text'),
  'linkage.copyTo': (p) => ({
    title: '抄告',
    text: join(day(p.on), Array.isArray(p.units) ? p.units.join('、') : '', text(p.text)),
  }),
  'linkage.markUrgent': said('加急', 'reason'),
  'linkage.endUrgent': said('取消加急', 'reason'),
  'linkage.extendDeadline': (p) => ({
    title: '延长期限',
    text: join(`${String(p.amount)}日`, text(p.approver), text(p.reason)),
  }),
  'linkage.unitAnswers': said('单位答复', 'by', 'text'),
  'linkage.supervise': (p) => ({ title: named(LEVELS, p.level) || '督办', text: join(day(p.on), text(p.text)) }),
  'linkage.superviseAnswer': said('督办反馈', 'text'),
  'linkage.verify': (p) => ({
    title: p.isPassed === true ? '验证通过' : '验证未通过，退回重办',
    text: join(day(p.on), named(HOW_VERIFIED, p.how), text(p.by), text(p.text)),
  }),
  'linkage.close': (p) => ({ title: named(CLOSURES, p.closure) || '办结', text: join(day(p.on), text(p.summary)) }),
  'linkage.lookBack': said('回看', 'text'),
  'linkage.feedBack': (p) => ({
    title: '反馈来件单位或当事人',
    text: join(day(p.on), named(HOW_TOLD, p.how), text(p.toWhom), text(p.text)),
  }),
  'linkage.archive': (p) => ({
    title: '归档',
    text: join(
      day(p.on),
      text(p.retention),
      Array.isArray(p.gaps) && p.gaps.length > 0 ? `归档时没有补齐：${p.gaps.join('、')}` : '',
      text(p.note),
    ),
  }),
  'linkage.reopen': said('重新打开', 'reason'),
}

export const LINKAGE_ACT_TITLES: Record<LinkageActName, string> = {
  describe: '受理登记',
  file: '备案',
  dispatch: '分流交办',
  unitReceives: '单位接件',
  unitReturns: '单位退回',
  refuseReturn: '不同意退回',
  confer: '会商决定',
  addHelpers: '增加协办单位',
  releaseHelper: '解除协办',
  note: '办理情况',
  instruct: '领导批示',
  copyTo: '抄告',
  markUrgent: '加急',
  endUrgent: '取消加急',
  extendDeadline: '延长期限',
  unitAnswers: '单位答复',
  supervise: '督办',
  superviseAnswer: '督办反馈',
  verify: '验证',
  close: '办结',
  lookBack: '回看',
  feedBack: '反馈',
  archive: '归档',
  reopen: '重新打开',
}
