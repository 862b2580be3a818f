import type { DeadlineView } from '../../src-shared/intake/schema.ts'
import type { DayStep } from '../ui/feedback/ExplainedDay.vue'
import type { StatusKind } from '../ui/feedback/statusKind.ts'

const CONFIDENCE_TEXTS: Record<DeadlineView['confidence'], string> = {
  verified: '',
  seen: '条文只见到摘录，待核对原文',
  unverified: '依据待核',
}

/** The arithmetic of a clock, with what is not settled said beside it. */
export function stepsOf({ steps, confidence, isStatutory, isProvisional }: DeadlineView): DayStep[] {
  const cautions = [
    CONFIDENCE_TEXTS[confidence],
    isStatutory ? '' : '不是法定期限，是本中心自己的设定',
    isProvisional ? '所涉年度的放假安排还没有公布或录入，可能变动' : '',
  ].filter(Boolean)
  const caution = cautions.join('；')
  // The first line is the rule with its source: what is not settled about it belongs there.
  return steps.map((text, at) => (at === 0 && caution ? { text, caution } : { text }))
}

/** What is owed runs, is done or overdue; what others may or must do is none of these, and lapses. */
export function stateTag({ state, isOption }: Pick<DeadlineView, 'state' | 'isOption'>): {
  kind: StatusKind
  text: string
} {
  switch (state) {
    case 'running':
      return isOption ? { kind: 'info', text: '期内' } : { kind: 'waiting', text: '计时中' }
    case 'met':
      return { kind: 'ok', text: isOption ? '期内已办' : '按期完成' }
    case 'missed':
      return isOption ? { kind: 'idle', text: '逾期后办' } : { kind: 'bad', text: '已超期' }
    case 'stopped':
      return { kind: 'idle', text: '已停止' }
    case 'lapsed':
      return { kind: 'idle', text: '已过期' }
  }
}
