import type { Stage } from '../intake/schema.ts'
import type { Day } from '../kernel/day.ts'
import { rankOf } from './codes.ts'
import { LINKAGE_DEADLINE_RULES } from './deadlineRules.ts'
import type { LinkageAct, LinkageActName } from './events.ts'
import { activeParts, findPart, leadOf, stageOf, type LinkageState, type PartState } from './fold.ts'

/**
 * Why an act is not possible in this state, in Chinese for the user, or undefined if it is.
 * Without a payload only the state is judged (for buttons); with one, its days and references too.
 */
export function whyNot<N extends LinkageActName>(
  state: LinkageState,
  act: N,
  payload?: LinkageAct<N>,
): string | undefined {
  return refusalOf(state, act, payload)?.why
}

/** As {@link whyNot}, with the payload's field that stands in the way: a path, `assignments.0.dueOn`; empty where none does. */
export function refusalOf<N extends LinkageActName>(
  state: LinkageState,
  act: N,
  payload?: LinkageAct<N>,
): Refusal | undefined {
  const found = STATE_RULES[act](state) ?? (payload ? PAYLOAD_RULES[act]?.(state, payload as never) : undefined)
  return typeof found === 'string' ? { why: found, field: '' } : found
}

export interface Refusal {
  why: string
  field: string
}

type Rule = (s: LinkageState) => string | undefined
const at =
  (stages: readonly Stage[], why: string): Rule =>
  (s) =>
    stages.includes(stageOf(s)) ? undefined : why
const every =
  (...rules: Rule[]): Rule =>
  (s) => {
    for (const rule of rules) {
      const why = rule(s)
      if (why) return why
    }
    return undefined
  }

const ENDED: readonly Stage[] = ['closed', 'archived', 'filed']
const isOpen: Rule = (s) => (ENDED.includes(stageOf(s)) ? '已经办结，如需继续请先重新打开' : undefined)
const isDescribed: Rule = (s) => (s.isDescribed ? undefined : '请先补全受理登记')
const isGiven: Rule = every(isOpen, (s) => (leadOf(s) ? undefined : '还没有交办'))
/** Some unit that has the task fits. */
const someUnit = (fits: (part: PartState, s: LinkageState) => boolean, why: string): Rule =>
  every(isGiven, (s) => (activeParts(s).some((part) => fits(part, s)) ? undefined : why))
const isOwed = (part: PartState): boolean => part.answeredOn === null
/** A unit that asked to give it back waits for the centre. */
const isPending = (part: PartState, s: LinkageState): boolean => s.pending?.key === part.key
const notPending: Rule = (s) =>
  s.pending ? (s.pending.goesToConference ? '再次退回，请先会商决定' : '有单位退回，请先处理') : undefined

const STATE_RULES: Record<LinkageActName, Rule> = {
  describe: (s) => (s.archivedOn ? '已经归档' : undefined),
  file: every(isOpen, isDescribed, at(['to_dispatch'], '已经交办，不能备案了结')),
  dispatch: every(isOpen, isDescribed, (s) =>
    stageOf(s) === 'to_confer'
      ? '再次退回的由会商决定主办单位，不能直接改派'
      : ['to_dispatch', 'returned'].includes(stageOf(s)) || (s.isReopened && stageOf(s) === 'to_verify')
        ? undefined
        : '已经有主办单位；要换主办，先由该单位退回',
  ),
  unitReceives: someUnit((part) => !part.receivedOn, '各单位都已接件'),
  unitReturns: every(someUnit(isOwed, '各单位都已答复，不能退回'), notPending),
  refuseReturn: every(isOpen, at(['returned'], '没有可以不同意的退回')),
  confer: every(isOpen, at(['to_confer'], '没有需要会商的退回')),
  addHelpers: every(isGiven, notPending, (s) => (s.verifiedOn ? '已经验证通过' : undefined)),
  releaseHelper: someUnit((part) => part.role === 'helper' && isOwed(part), '没有还在办的协办单位'),
  note: isGiven,
  instruct: isOpen,
  copyTo: isOpen,
  markUrgent: every(isOpen, (s) => (s.isUrgent ? '已经加急' : undefined)),
  endUrgent: every(isOpen, (s) => (s.isUrgent ? undefined : '没有加急')),
  extendDeadline: someUnit(isOwed, '各单位都已答复'),
  unitAnswers: someUnit((part, s) => isOwed(part) && !isPending(part, s), '没有等待答复的单位'),
  supervise: someUnit(
    (part, s) => isOwed(part) && !isPending(part, s) && part.level !== 'red',
    '没有可以督办的单位：已经答复、正在退回或者已亮红牌',
  ),
  // its clock runs on after the closing
  superviseAnswer: (s) =>
    s.archivedOn ? '已经归档' : s.openSupervisions.length > 0 ? undefined : '没有等待反馈的督办',
  verify: every(isOpen, at(['to_verify'], '各单位都答复后才能验证')),
  close: every(isOpen, at(['verified'], '验证通过后才能办结')),
  lookBack: (s) => (s.closure && s.closure !== 'substantive' ? undefined : '只有程序性、阶段性办结的需要回看'),
  feedBack: (s) => (s.archivedOn ? '已经归档' : isDescribed(s)),
  archive: every(at(['closed', 'filed'], '办结或备案后才能归档'), (s) =>
    s.source && NEEDS_ANSWER.includes(s.source) && s.closedOn && !s.toldOn ? '请先向来件单位反馈' : undefined,
  ),
  reopen: at(ENDED, '没有办结，不需要重新打开'),
}

/** Those who sent it wait for an answer. */
const NEEDS_ANSWER: readonly string[] = ['hotline', 'system', 'directive']

type Found = string | Refusal | undefined
type PayloadRules = {
  [N in LinkageActName]?: (s: LinkageState, payload: LinkageAct<N>) => Found
}

const PAYLOAD_RULES: PayloadRules = {
  describe: (s, p) =>
    (p.source === 'hotline' || p.source === 'system') && !p.sheet
      ? '请填写来件编号'
      : s.parts.length > 0 && p.task.returnsToConfer !== s.returnsToConfer
        ? '已经交办的任务，退回次数的规定不再改变'
        : undefined,
  dispatch: (s, p) => dueBefore(p.on, p.assignments) ?? notBefore(s.pending?.on, p.on, '退回日期'),
  confer: (s, p) => dueBefore(p.on, p.assignments) ?? notBefore(s.pending?.on, p.on, '退回日期'),
  addHelpers: (s, p) =>
    dueBefore(p.on, p.assignments) ??
    (p.assignments.some((each) => activeParts(s).some((part) => part.unitCode === each.unitCode))
      ? '这个单位已经在办'
      : undefined),
  unitReceives: (s, p) =>
    part(s, p.key, (each) => (each.receivedOn ? '这个单位已经接件' : notBefore(each.on, p.on, dayOf(each, '交办')))),
  unitReturns: (s, p) =>
    part(
      s,
      p.key,
      (each) =>
        owed(each) ?? notBefore(each.receivedOn ?? each.on, p.on, dayOf(each, each.receivedOn ? '接件' : '交办')),
    ),
  refuseReturn: (s, p) => notBefore(s.pending?.on, p.on, '退回日期'),
  releaseHelper: (s, p) =>
    part(s, p.key, (each) => (each.role === 'lead' ? '主办单位不能解除，要换主办先由其退回' : owed(each))),
  unitAnswers: (s, p) =>
    part(
      s,
      p.key,
      (each) =>
        owed(each) ??
        (isPending(each, s) ? '这个单位正在退回，请先处理' : undefined) ??
        notBefore(each.receivedOn ?? each.on, p.on, dayOf(each, each.receivedOn ? '接件' : '交办')),
    ),
  supervise: (s, p) =>
    part(
      s,
      p.key,
      (each) =>
        owed(each) ??
        (isPending(each, s) ? '这个单位正在退回，请先处理' : undefined) ??
        (rankOf(p.level) > rankOf(each.level) ? undefined : '督办只升不降，同级不重复') ??
        notBefore(each.on, p.on, dayOf(each, '交办')) ??
        (p.answerBy < p.on ? { why: `反馈期限早于督办日期 ${p.on}`, field: 'answerBy' } : undefined),
    ),
  superviseAnswer: (s, p) => (s.openSupervisions.includes(p.superviseId) ? undefined : '没有这次督办'),
  extendDeadline: (_, p) =>
    LINKAGE_DEADLINE_RULES.some(({ id, extension }) => id === p.ruleId && extension !== null)
      ? undefined
      : '这个期限没有延长的规定',
  verify: (s, p) => {
    const early = activeParts(s)
      .map((each) => notBefore(each.answeredOn, p.on, dayOf(each, '答复')))
      .find(Boolean)
    if (early || p.isPassed) return early
    if (p.redo.length === 0) return '验证未通过，请写明由哪个单位重办、何时办好'
    if (p.redo.some(({ key }) => !activeParts(s).some((each) => each.key === key))) return '没有这个单位的办理'
    const at = p.redo.findIndex(({ dueOn }) => dueOn < p.on)
    return at < 0 ? undefined : { why: `重办期限早于验证日期 ${p.on}`, field: `redo.${at}.dueOn` }
  },
  close: (s, p) =>
    notBefore(s.verifiedOn, p.on, '验证日期') ??
    (p.closure !== 'substantive' && !p.lookBackOn
      ? { why: '程序性、阶段性办结的，请写明何时回看', field: 'lookBackOn' }
      : undefined) ??
    (p.lookBackOn && p.lookBackOn <= p.on ? { why: '回看日期要晚于办结日期', field: 'lookBackOn' } : undefined),
  lookBack: (s, p) => notBefore(s.closedOn, p.on, '办结日期'),
  archive: (s, p) => notBefore(s.closedOn ?? s.filedOn, p.on, s.closedOn ? '办结日期' : '备案日期'),
  reopen: (s, p) => notBefore(s.archivedOn ?? s.closedOn ?? s.filedOn, p.on, s.archivedOn ? '归档日期' : '办结日期'),
}

/** Asks of a unit's part that it is in the task now. */
function part(s: LinkageState, key: string, rule: (part: PartState) => Found): Found {
  const found = findPart(s, key)
  return !found || found.endedAs !== null ? '这个单位不在办这件任务' : rule(found)
}
const owed = (part: PartState): string | undefined => (part.answeredOn ? '这个单位已经答复' : undefined)
function dueBefore(on: Day, list: readonly { dueOn: Day }[]): Found {
  const at = list.findIndex(({ dueOn }) => dueOn < on)
  return at < 0 ? undefined : { why: `办理期限早于交办日期 ${on}`, field: `assignments.${at}.dueOn` }
}
/** `what`: the earlier day as people call it, `派出所的答复日期`. */
const notBefore = (earlier: Day | null | undefined, on: Day, what: string): Refusal | undefined =>
  earlier && on < earlier ? { why: `早于${what} ${earlier}`, field: 'on' } : undefined
const dayOf = ({ unit }: PartState, act: string): string => `${unit}的${act}日期`
